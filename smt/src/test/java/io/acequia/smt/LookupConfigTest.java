package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.testkit.ConfigContract;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class LookupConfigTest extends ConfigContract {

  @Override
  protected ConfigDef configDef() {
    return LookupConfig.DEF;
  }

  @Override
  protected Map<String, String> minimal() {
    return Map.of("key", "origin", "into", "airport");
  }

  @Override
  protected Object parse(Map<String, String> settings) {
    return new LookupConfig(settings);
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.ofEntries(
        Map.entry("key", "data.*.id"),
        Map.entry("into", "airports[0]"),
        Map.entry("on.miss", "ignore"),
        Map.entry("file", "  "),
        Map.entry("file.format", "xml"),
        Map.entry("file.delimiter", "||"),
        Map.entry("table.types", "id:integer"),
        Map.entry("jdbc.url", "jdbc:postgresql://db/flights?user=ada&password=hunter2"),
        Map.entry("jdbc.query", " "),
        Map.entry("topic", " "),
        Map.entry("topic.bootstrap.servers", " "),
        Map.entry("topic.key.format", "avro"),
        Map.entry("topic.value.format", "avro"));
  }

  @Test
  void rowGoesSomewhere() {
    refuses(Map.of("key", "origin"), "into", "is needed, or columns");
  }

  @Test
  void columnsHaveFieldsOfTheirOwn() {
    refuses(
        Map.of("key", "origin", "columns", "city,town:city"), "columns", "two columns into one");
    refuses(Map.of("key", "origin", "columns", "city:"), "columns", "column or column:field");
  }

  @Test
  void typeHasAColumn() {
    refuses(
        Map.of("key", "origin", "into", "a", "table.types", "int64"), "table.types", "column:type");
  }

  private static void refuses(Map<String, String> settings, String key, String reason) {
    assertThatThrownBy(() -> new LookupConfig(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(reason);
  }
}
