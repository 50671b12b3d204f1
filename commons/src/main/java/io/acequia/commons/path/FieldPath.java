package io.acequia.commons.path;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A path to a nested field: {@code data.user.id}, {@code tags[0]}, {@code data.*.email}, {@code
 * data.`odd.name`}. Works on Connect's values with a schema ({@link Struct}) and without (maps);
 * what is not there reads as {@code null}. Immutable.
 */
public final class FieldPath {

  private final String text;
  private final List<Segment> segments;
  private final boolean wildcard;

  private FieldPath(String text, List<Segment> segments) {
    this.text = text;
    this.segments = segments;
    this.wildcard = segments.stream().anyMatch(Segment.Wildcard.class::isInstance);
  }

  /**
   * Parses a path.
   *
   * @throws org.apache.kafka.common.config.ConfigException naming what is wrong, and where
   */
  public static FieldPath parse(String text) {
    return new FieldPath(text, new PathParser(text.strip()).parse());
  }

  public List<Segment> segments() {
    return segments;
  }

  public boolean hasWildcard() {
    return wildcard;
  }

  /**
   * The value at this path.
   *
   * @throws IllegalStateException if the path has a wildcard and so may have many values
   */
  public @Nullable Object get(@Nullable Object root) {
    if (wildcard) {
      throw new IllegalStateException("'" + text + "' may stand for many values");
    }
    Object value = root;
    for (int i = 0; i < segments.size() && value != null; i++) {
      value = child(value, segments.get(i));
    }
    return value;
  }

  private static @Nullable Object child(Object parent, Segment segment) {
    if (segment instanceof Segment.Field field) {
      if (parent instanceof Map<?, ?> map) {
        return map.get(field.name());
      }
      if (parent instanceof Struct struct) {
        Field found = struct.schema().field(field.name());
        return found == null ? null : struct.get(found);
      }
    } else if (segment instanceof Segment.Index index && parent instanceof List<?> list) {
      return index.position() < list.size() ? list.get(index.position()) : null;
    }
    return null;
  }

  /** The path as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
