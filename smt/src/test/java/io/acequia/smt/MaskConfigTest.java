package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.testkit.ConfigContract;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class MaskConfigTest extends ConfigContract {

  @Override
  protected ConfigDef configDef() {
    return MaskConfig.DEF;
  }

  @Override
  protected Map<String, String> minimal() {
    return Map.of("fields", "email");
  }

  @Override
  protected Object parse(Map<String, String> settings) {
    return new MaskConfig(settings);
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.of(
        "fields", "data..email",
        "mode", "partly",
        "pattern", "(?=lookahead)",
        "keep.first", "-1",
        "keep.last", "1001");
  }

  @Test
  void needsAtLeastOneField() {
    refuses(Map.of("fields", ""), "fields", "at least one field");
  }

  @Test
  void modePatternNeedsAPattern() {
    refuses(Map.of("fields", "a", "mode", "pattern"), "pattern", "is needed in mode pattern");
  }

  @Test
  void modePartialKeepsSomething() {
    refuses(Map.of("fields", "a", "mode", "partial"), "keep.last", "use mode whole");
  }

  @Test
  void secretIsNotEmpty() {
    refuses(
        Map.of("fields", "a", "mode", "digits", "digits.secret", ""),
        "digits.secret",
        "must not be empty");
  }

  private static void refuses(Map<String, String> settings, String key, String reason) {
    assertThatThrownBy(() -> new MaskConfig(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(reason);
  }
}
