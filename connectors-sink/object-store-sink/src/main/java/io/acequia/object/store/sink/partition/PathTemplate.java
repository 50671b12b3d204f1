package io.acequia.object.store.sink.partition;

import io.acequia.commons.path.FieldPath;
import io.acequia.commons.template.Template;
import io.acequia.commons.time.TimePattern;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * The path of a record's file: {@code ${topic}/country=${value.country}/${time:yyyy-MM-dd}}. Pure
 * and deterministic: the same record has the same path. Used by one thread.
 */
public final class PathTemplate {
  private static final String TIME = "time:";
  private static final Set<String> COORDINATES = Set.of("topic", "partition");
  private static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

  private final Template template;
  private final Map<String, Variable> variables = new HashMap<>();
  private final boolean timed;
  private final boolean byCoordinates;
  private String lastTopic = "";
  private int lastPartition = -1;
  private String lastPath = "";

  private PathTemplate(Template template, ZoneId zone) {
    this.template = template;
    template.variables().forEach(name -> variables.put(name, variable(name, zone)));
    this.timed = template.variables().stream().anyMatch(name -> name.startsWith(TIME));
    this.byCoordinates = COORDINATES.containsAll(template.variables());
  }

  /** How a variable's text is found. */
  @FunctionalInterface
  private interface Variable {
    String of(SinkRecord record, @Nullable Object value, long time);
  }

  /**
   * Parses a template.
   *
   * @throws ConfigException saying what is wrong with it
   */
  public static PathTemplate parse(String text, ZoneId zone) {
    if (text.startsWith("/") || text.endsWith("/") || text.contains("//")) {
      throw new ConfigException("a path neither begins nor ends with '/', and has no '//'");
    }
    for (String segment : text.split("/", -1)) {
      if (segment.equals(".") || segment.equals("..") || segment.startsWith(".acequia")) {
        throw new ConfigException("'" + segment + "' cannot be a segment of a path");
      }
    }
    return new PathTemplate(Template.parse(text, Set.of()), zone);
  }

  private static Variable variable(String name, ZoneId zone) {
    if (name.equals("topic")) {
      return (record, value, time) -> PathText.escape(record.topic(), name);
    }
    if (name.equals("partition")) {
      return (record, value, time) -> String.valueOf(record.originalKafkaPartition());
    }
    if (name.startsWith(TIME)) {
      TimePattern pattern = TimePattern.parse(name.substring(TIME.length()), zone);
      return (record, value, time) -> pattern.format(time);
    }
    if (name.startsWith("value.")) {
      FieldPath path = FieldPath.parse(name.substring("value.".length()));
      return (record, value, time) -> text(path.get(value), name);
    }
    if (name.startsWith("key.")) {
      FieldPath path = FieldPath.parse(name.substring("key.".length()));
      return (record, value, time) -> text(path.get(record.key()), name);
    }
    if (name.equals("key")) {
      return (record, value, time) -> text(record.key(), name);
    }
    throw new ConfigException(
        "'${%s}' is unknown: there are topic, partition, key, key.FIELD, value.FIELD, time:PATTERN"
            .formatted(name));
  }

  private static String text(@Nullable Object value, String variable) {
    // As Hive does: a segment cannot be empty.
    if (value == null || value.equals("")) {
      return NO_VALUE;
    }
    if (value instanceof BigDecimal number) {
      return PathText.escape(number.toPlainString(), variable);
    }
    if (value instanceof java.util.Date date) {
      return PathText.escape(date.toInstant().toString(), variable);
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return PathText.escape(value.toString(), variable);
    }
    throw new DataException("the value of '${" + variable + "}' is neither text nor a number");
  }

  /** Whether the path depends on the record's time. */
  public boolean isTimed() {
    return timed;
  }

  /**
   * The path, without {@code /} at its ends; empty for the store's own folder.
   *
   * @param value of the record, parsed
   * @param time of the record, in milliseconds since 1970
   * @throws DataException if the record has no path
   */
  public String path(SinkRecord record, @Nullable Object value, long time) {
    if (!byCoordinates) {
      return render(record, value, time);
    }
    int partition = record.originalKafkaPartition();
    if (partition != lastPartition || !record.topic().equals(lastTopic)) {
      lastPath = render(record, value, time);
      lastTopic = record.topic();
      lastPartition = partition;
    }
    return lastPath;
  }

  private String render(SinkRecord record, @Nullable Object value, long time) {
    String path =
        template.render(
            name -> {
              Variable variable = variables.get(name);
              return variable == null ? null : variable.of(record, value, time);
            });
    if (path.startsWith("/") || path.endsWith("/") || path.contains("//")) {
      throw new DataException("the record's path has an empty segment");
    }
    return path;
  }

  /** What all paths begin with, whatever the record. */
  public String constantPrefix() {
    String text = template.toString();
    int dollar = text.indexOf('$');
    String head = dollar < 0 ? text : text.substring(0, dollar);
    return head.substring(0, head.lastIndexOf('/') + 1);
  }
}
