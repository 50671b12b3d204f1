package io.acequia.object.store.sink.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {
  @Test
  void knowsCoordinatesFieldsKeysAndTimes() {
    assertThat(
            path(
                "${topic}/p=${partition}/k=${key.id}/v=${value.a.b}/${time:'y='yyyy/'m='MM}",
                Map.of("a", Map.of("b", true))))
        .isEqualTo("flights/p=3/k=7/v=true/y=1970/m=01");
  }

  @ParameterizedTest
  @CsvSource({
    "DTW,DTW",
    "New York,New York",
    "a/b,a%2Fb",
    "..,%2E.",
    ".,%2E",
    ".hidden,%2Ehidden",
    "a..b,a..b",
    "a\\b,a%5Cb",
    "100%,100%25",
    "k=v,k%3Dv",
    "é,%C3%A9"
  })
  void differentValuesHaveDifferentPathsAndNoneLeavesTheFolder(String value, String expected) {
    assertThat(path("x/${value.v}", Map.of("v", value))).isEqualTo("x/" + expected);
  }

  @Test
  void emptyTextIsNoSegment() {
    assertThat(path("${value.v}", Map.of("v", ""))).isEqualTo("__HIVE_DEFAULT_PARTITION__");
  }

  @Test
  void valueThatIsNoTextIsTheRecordsFault() {
    assertThatThrownBy(() -> path("${value.v}", Map.of("v", Map.of())))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("value.v");
    assertThatThrownBy(() -> path("${value.v}", Map.of("v", "secret".repeat(100))))
        .isInstanceOf(DataException.class)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a",
        "a/",
        "a//b",
        "../a",
        "a/./b",
        "${nothing}",
        "${time:qqqqqqq}",
        "${value.}",
        "${topic"
      })
  void wrongTemplatesAreRefused(String template) {
    assertThatThrownBy(() -> PathTemplate.parse(template, ZoneOffset.UTC))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void zoneDecidesAboutTheDay() {
    PathTemplate template = PathTemplate.parse("${time:yyyy-MM-dd}", ZoneId.of("Asia/Tokyo"));
    assertThat(template.path(record(), Map.of(), 15 * 3_600_000L)).isEqualTo("1970-01-02");
    assertThat(template.path(record(), Map.of(), 15 * 3_600_000L - 1)).isEqualTo("1970-01-01");
  }

  @Test
  void constantPrefixEndsBeforeTheFirstVariable() {
    assertThat(PathTemplate.parse("a/b${topic}/c", ZoneOffset.UTC).constantPrefix())
        .isEqualTo("a/");
    assertThat(PathTemplate.parse("${topic}", ZoneOffset.UTC).constantPrefix()).isEmpty();
  }

  private static String path(String template, Object value) {
    return PathTemplate.parse(template, ZoneOffset.UTC).path(record(), value, 0);
  }

  private static SinkRecord record() {
    return new SinkRecord(
        "flights", 3, null, Map.of("id", 7L), null, null, 0, 0L, TimestampType.CREATE_TIME);
  }
}
