package io.acequia.elasticsearch.sink.mapping;

import io.acequia.commons.path.FieldPath;
import io.acequia.commons.path.Segment;
import io.acequia.commons.template.Template;
import io.acequia.commons.time.TimePattern;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Text over a record: {@code ${topic}}, {@code ${partition}}, {@code ${key}}, {@code
 * ${field:data.origin}} for a field of the value, and {@code ${timestamp:yyyy.MM.dd}} for its time
 * in UTC. Not thread-safe.
 */
public final class NameTemplate {
  private static final String FIELD = "field:";
  private static final String TIMESTAMP = "timestamp:";

  private final Template template;
  private final Map<String, Variable> variables = new HashMap<>();
  private final List<FieldPath> fields = new ArrayList<>();
  private boolean timed;

  @FunctionalInterface
  private interface Variable {
    @Nullable String of(RecordFields record);
  }

  private NameTemplate(Template template) {
    this.template = template;
    template.variables().forEach(name -> variables.put(name, variable(name)));
  }

  /**
   * Parses a template.
   *
   * @throws ConfigException saying what is wrong with it
   */
  public static NameTemplate parse(String text) {
    return new NameTemplate(Template.parse(text, java.util.Set.of()));
  }

  private Variable variable(String name) {
    if (name.startsWith(FIELD)) {
      FieldPath path = field(name.substring(FIELD.length()));
      fields.add(path);
      return record -> FieldText.of(record.field(path));
    }
    if (name.startsWith(TIMESTAMP)) {
      TimePattern pattern = TimePattern.parse(name.substring(TIMESTAMP.length()), ZoneOffset.UTC);
      timed = true;
      return record -> pattern.format(record.time());
    }
    return switch (name) {
      case "topic" -> RecordFields::topic;
      case "partition" -> RecordFields::partition;
      case "key" -> record -> FieldText.of(record.key());
      default ->
          throw new ConfigException(
              "'${"
                  + name
                  + "}' is unknown: there are ${topic}, ${partition}, ${key}, ${field:path} and"
                  + " ${timestamp:pattern}");
    };
  }

  /**
   * A path of names only.
   *
   * @throws ConfigException if it is not
   */
  public static FieldPath field(String text) {
    FieldPath path = FieldPath.parse(text);
    if (!path.segments().stream().allMatch(Segment.Field.class::isInstance)) {
      throw new ConfigException("'" + text + "' must be a path of names, such as data.user.id");
    }
    return path;
  }

  /**
   * The text for this record.
   *
   * @throws org.apache.kafka.connect.errors.DataException if a variable has no value
   */
  public String render(RecordFields record) {
    if (template.isConstant()) {
      return template.render(name -> null);
    }
    return template.render(
        name -> {
          Variable variable = variables.get(name);
          return variable == null ? null : variable.of(record);
        });
  }

  /** The fields of the value that it reads. */
  public List<FieldPath> fields() {
    return List.copyOf(fields);
  }

  /** Whether it needs the record's time. */
  public boolean isTimed() {
    return timed;
  }

  /** Whether every record gets the same text. */
  public boolean isConstant() {
    return template.isConstant();
  }

  /** The template as it was written. */
  @Override
  public String toString() {
    return template.toString();
  }
}
