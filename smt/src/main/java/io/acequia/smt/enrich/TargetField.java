package io.acequia.smt.enrich;

import io.acequia.commons.path.FieldPath;
import io.acequia.commons.path.Segment;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * A field that is added to a record.
 *
 * @param parent the struct or map that gets it; null for the record's own
 */
public record TargetField(@Nullable FieldPath parent, String name) {

  /**
   * The field at a path.
   *
   * @throws ConfigException if the path ends in a wildcard or an element of an array
   */
  public static TargetField of(FieldPath path) {
    List<Segment> segments = path.segments();
    int last = segments.size() - 1;
    if (!(segments.get(last) instanceof Segment.Field field)) {
      throw new ConfigException("the path '" + path + "' must end in the name of a field");
    }
    return last == 0
        ? new TargetField(null, field.name())
        : new TargetField(FieldPath.parse(text(segments.subList(0, last))), field.name());
  }

  /** The check of a setting that names such a field. */
  public static Validator validator() {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String text) {
            try {
              of(FieldPath.parse(text));
            } catch (ConfigException e) {
              throw new ConfigException(key, value, e.getMessage());
            }
          }
        },
        () -> "a field path such as data.place");
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
      text.append(
          segment instanceof Segment.Field field
              ? "`" + field.name().replace("`", "``") + "`"
              : "*");
    }
    return text.toString();
  }
}
