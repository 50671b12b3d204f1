package io.acequia.smt.record;

import io.acequia.commons.path.FieldPath;
import io.acequia.commons.path.Segment;
import java.util.List;

/** What is left of a path below some point of a value. */
record Tail(FieldPath path, int depth) {

  static List<Tail> of(List<FieldPath> paths) {
    return paths.stream().map(path -> new Tail(path, 0)).toList();
  }

  /** Whether the path ends here. */
  boolean isEnd() {
    return depth == path.segments().size();
  }

  boolean isWildcard() {
    return segment() instanceof Segment.Wildcard;
  }

  /** Whether it goes on into this field or key. */
  boolean leadsTo(String name) {
    return isWildcard() || (segment() instanceof Segment.Field field && field.name().equals(name));
  }

  /** Whether it goes on into this element. */
  boolean leadsTo(int position) {
    return isWildcard()
        || (segment() instanceof Segment.Index index && index.position() == position);
  }

  Segment segment() {
    return path.segments().get(depth);
  }

  Tail next() {
    return new Tail(path, depth + 1);
  }
}
