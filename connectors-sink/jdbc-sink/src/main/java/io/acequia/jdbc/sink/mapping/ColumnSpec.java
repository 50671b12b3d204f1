package io.acequia.jdbc.sink.mapping;

import io.acequia.commons.path.FieldPath;
import io.acequia.commons.path.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code postgres.columns}: a field ({@code event_id}, {@code data.user.id as user}),
 * or all fields of an object ({@code *}, {@code data.*}).
 *
 * @param path names of the fields from the value's root down
 * @param spread whether every field below {@code path} is meant, instead of the one at it
 * @param alias the column's name; by default the field's own
 */
public record ColumnSpec(List<String> path, boolean spread, @Nullable String alias) {
  private static final Pattern ALIASED =
      Pattern.compile("(.*\\S)\\s+as\\s+(\\S+)", Pattern.CASE_INSENSITIVE);

  /**
   * Parses one entry.
   *
   * @throws ConfigException saying what is wrong with it
   */
  public static ColumnSpec parse(String text) {
    Matcher aliased = ALIASED.matcher(text.strip());
    String path = aliased.matches() ? aliased.group(1) : text.strip();
    String alias = aliased.matches() ? aliased.group(2) : null;
    List<String> names = new ArrayList<>();
    boolean spread = false;
    for (Segment segment : FieldPath.parse(path).segments()) {
      if (spread || segment instanceof Segment.Index) {
        throw new ConfigException(
            "'" + path + "': a column is a field such as a.b, or all fields of one such as a.*");
      }
      if (segment instanceof Segment.Field field) {
        names.add(field.name());
      } else {
        spread = true;
      }
    }
    if (spread && alias != null) {
      throw new ConfigException("'" + text + "': many fields cannot have one alias");
    }
    return new ColumnSpec(List.copyOf(names), spread, alias);
  }
}
