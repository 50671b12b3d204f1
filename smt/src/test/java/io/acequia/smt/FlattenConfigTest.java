package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.testkit.ConfigContract;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class FlattenConfigTest extends ConfigContract {

  @Override
  protected ConfigDef configDef() {
    return FlattenConfig.DEF;
  }

  @Override
  protected Map<String, String> minimal() {
    return Map.of();
  }

  @Override
  protected Object parse(Map<String, String> settings) {
    return new FlattenConfig(settings);
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.of(
        "fields", "data..user",
        "delimiter", " ",
        "depth", "-1",
        "arrays", "explode",
        "maps", "index",
        "collisions", "merge",
        "max.elements", "0",
        "max.fields", "0");
  }

  @Test
  void anElementCannotBeFlattenedIntoItsArray() {
    assertThatThrownBy(() -> new FlattenConfig(Map.of("fields", "items[0]")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("fields")
        .hasMessageContaining("items[0]");
  }
}
