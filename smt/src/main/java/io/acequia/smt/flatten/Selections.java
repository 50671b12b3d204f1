package io.acequia.smt.flatten;

import io.acequia.commons.path.FieldPath;
import io.acequia.commons.path.Segment;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;

/**
 * The paths of fields to flatten, sorted by the container that each is flattened into.
 *
 * @param root what is flattened into the record itself
 * @param nested by the text of a container's path
 */
record Selections(Selection root, Map<String, Selection> nested) {

  /**
   * @param fields none for everything
   * @throws ConfigException if a path ends at an element, which cannot be flattened into its array
   */
  static Selections of(List<FieldPath> fields) {
    if (fields.isEmpty()) {
      return new Selections(Selection.ALL, Map.of());
    }
    Map<String, Selection> byParent = new LinkedHashMap<>();
    for (FieldPath field : fields) {
      List<Segment> segments = field.segments();
      int last = segments.size() - 1;
      byParent.merge(
          text(segments.subList(0, last)), of(field, segments.get(last)), Selections::both);
    }
    Selection root = byParent.remove("");
    return new Selections(root == null ? new Selection(false, Set.of()) : root, byParent);
  }

  private static Selection of(FieldPath field, Segment last) {
    if (last instanceof Segment.Field name) {
      return new Selection(false, Set.of(name.name()));
    }
    if (last instanceof Segment.Wildcard) {
      return Selection.ALL;
    }
    throw new ConfigException(
        "the path '" + field + "' ends at an element, which cannot be flattened into its array");
  }

  private static Selection both(Selection one, Selection other) {
    Set<String> names = new HashSet<>(one.names());
    names.addAll(other.names());
    return new Selection(one.all() || other.all(), names);
  }

  private static String text(List<Segment> segments) {
    StringBuilder text = new StringBuilder();
    for (Segment segment : segments) {
      if (segment instanceof Segment.Index index) {
        text.append('[').append(index.position()).append(']');
        continue;
      }
      if (!text.isEmpty()) {
        text.append('.');
      }
      if (segment instanceof Segment.Field field) {
        text.append('`').append(field.name().replace("`", "``")).append('`');
      } else {
        text.append('*');
      }
    }
    return text.toString();
  }
}
