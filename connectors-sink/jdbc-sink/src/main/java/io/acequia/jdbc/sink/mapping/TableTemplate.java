package io.acequia.jdbc.sink.mapping;

import io.acequia.commons.template.Template;
import io.acequia.jdbc.sink.schema.TableName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The table of a topic: {@code ${topic}}, {@code public.events}, {@code raw.${topic}}. Only a dot
 * of the template itself separates schema and table; one in a topic's name is part of the table's.
 */
public final class TableTemplate {
  private static final Set<String> VARIABLES = Set.of("topic");
  private static final int MAX_CACHED = 10_000;

  private final @Nullable Template schema;
  private final Template table;
  private final Map<String, TableName> cache = new LinkedHashMap<>();
  private @Nullable String lastTopic;
  private @Nullable TableName lastTable;

  private TableTemplate(@Nullable Template schema, Template table) {
    this.schema = schema;
    this.table = table;
  }

  /**
   * Parses a template.
   *
   * @throws ConfigException saying what is wrong with it
   */
  public static TableTemplate parse(String text) {
    int dot = text.indexOf('.');
    if (text.isBlank() || dot == 0 || dot == text.length() - 1 || dot != text.lastIndexOf('.')) {
      throw new ConfigException("'" + text + "' is neither table nor schema.table");
    }
    return new TableTemplate(
        dot < 0 ? null : Template.parse(text.substring(0, dot), VARIABLES),
        Template.parse(text.substring(dot + 1), VARIABLES));
  }

  /**
   * The table of this topic.
   *
   * @throws org.apache.kafka.connect.errors.DataException if it would have no valid name
   */
  public TableName table(String topic) {
    TableName known = lastTable;
    if (known != null && topic.equals(lastTopic)) {
      return known;
    }
    known = cache.get(topic);
    if (known == null) {
      known =
          new TableName(
              schema == null ? null : schema.render(variable -> topic),
              table.render(variable -> topic));
      if (cache.size() >= MAX_CACHED) {
        cache.clear();
      }
      cache.put(topic, known);
    }
    lastTopic = topic;
    lastTable = known;
    return known;
  }
}
