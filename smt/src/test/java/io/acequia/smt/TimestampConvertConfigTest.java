package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.testkit.ConfigContract;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampConvertConfigTest extends ConfigContract {

  @Override
  protected ConfigDef configDef() {
    return TimestampConvertConfig.DEF;
  }

  @Override
  protected Map<String, String> minimal() {
    return Map.of();
  }

  @Override
  protected Object parse(Map<String, String> settings) {
    return new TimestampConvertConfig(settings);
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.of(
        "fields", "data..at",
        "from", "iso8601 | epoch.m",
        "from.zone", "Atlantis/Capital",
        "from.first.year", "9901",
        "to", "datetime",
        "to.format", "yyyy-bb",
        "to.zone", "+99:00",
        "locale", "not a language",
        "on.error", "skip");
  }

  @ParameterizedTest
  @CsvSource({
    "hh:mm, part of a time",
    "MM-dd HH:mm, has no year",
    "'iso8601 | ', a format is empty",
    "''' at ''', neither a date nor a time",
    "yyyy-MM-dd'T, neither a name nor a pattern",
  })
  void formatsThatTellNoMomentAreRefused(String from, String reason) {
    refuses(Map.of("from", from), "from", reason);
  }

  @Test
  void patternsMayHaveCommasAndQuotedBars() {
    assertThatCode(
            () ->
                new TimestampConvertConfig(
                        Map.of("from", "EEE, dd MMM yyyy | yyyy'|'MM'|'dd | epoch.s"))
                    .leaf())
        .doesNotThrowAnyException();
  }

  @Test
  void formatOfTextNeedsText() {
    refuses(Map.of("to.format", "yyyy"), "to.format", "is used only if to is text");
  }

  private static void refuses(Map<String, String> settings, String key, String reason) {
    assertThatThrownBy(() -> new TimestampConvertConfig(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(reason);
  }
}
