package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.testkit.ConfigContract;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class ParseJsonConfigTest extends ConfigContract {

  @Override
  protected ConfigDef configDef() {
    return ParseJsonConfig.DEF;
  }

  @Override
  protected Map<String, String> minimal() {
    return Map.of();
  }

  @Override
  protected Object parse(Map<String, String> settings) {
    return new ParseJsonConfig(settings);
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.of(
        "fields", "data..payload",
        "on.error", "ignore",
        "schema.mode", "guess",
        "schema", "id BIGNUM",
        "schema.name", " ",
        "schema.max.fields", "0",
        "big.numbers", "round",
        "duplicate.keys", "first",
        "max.depth", "1001",
        "max.bytes", "0");
  }

  @Test
  void declaredModeNeedsASchema() {
    refuses(Map.of("schema.mode", "declared"), "schema", "is needed");
  }

  @Test
  void schemaNeedsDeclaredMode() {
    refuses(Map.of("schema", "id BIGINT"), "schema.mode", "must be declared");
  }

  @Test
  void textsAreKeptOnlyWithoutSchema() {
    refuses(Map.of("schema.mode", "infer", "on.error", "keep"), "on.error", "one type only");
  }

  private static void refuses(Map<String, String> settings, String key, String reason) {
    assertThatThrownBy(() -> new ParseJsonConfig(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(reason);
  }
}
