package io.acequia.streams.transforms.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.streams.transforms.plan.EventTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeReaderTest {

  private static EventTimeReader reader(List<String> formats, String zone) {
    return new EventTimeReader(
        new EventTime(EventTime.Kind.FIELD, "data.at", formats, ZoneId.of(zone)));
  }

  private static long read(EventTimeReader reader, Object value) {
    return reader.read(Map.of("data", Map.of("at", value)));
  }

  @ParameterizedTest
  @CsvSource({
    "epoch.s, UTC, 978310020, 978310020000",
    "epoch.ms, UTC, 978310020000, 978310020000",
    "epoch.us, UTC, 978310020000999, 978310020000",
    "epoch.ns, UTC, 978310020000999999, 978310020000",
    "iso8601, UTC, 2001-01-01T00:47:00Z, 978310020000",
    "iso8601, UTC, 2001-01-01T01:47:00.5+01:00, 978310020500",
    "iso8601, Europe/Madrid, 2001-01-01T01:47, 978310020000",
    "yyyy/MM/dd HH:mm, UTC, 2001/01/01 00:47, 978310020000",
    "yyyy/MM/dd HH:mm, Europe/Madrid, 2001/01/01 01:47, 978310020000",
    "yyyy/MM/dd HH:mm[:ss], UTC, 2001/01/01 00:47:03, 978310023000",
    "yyyy-MM-dd HH:mm:ss.SSS, UTC, 2001-01-01 00:47:00.250, 978310020250",
    "yyyyMMdd, UTC, 20010101, 978307200000",
    "dd MMM yyyy HH:mm, UTC, 01 Jan 2001 00:47, 978310020000",
    "yyyy-MM-dd'T'HH:mmXXX, UTC, 2001-01-01T01:47+01:00, 978310020000"
  })
  void readsTimesOfAFormat(String format, String zone, String text, long expected) {
    assertThat(read(reader(List.of(format), zone), text)).isEqualTo(expected);
    if (format.startsWith("epoch")) {
      assertThat(read(reader(List.of(format), zone), Long.valueOf(text))).isEqualTo(expected);
    }
  }

  @Test
  void triesFormatsInTheirOrder() {
    EventTimeReader reader = reader(EventTime.DEFAULT_FORMATS, "UTC");
    assertThat(read(reader, 978310020000L)).isEqualTo(978310020000L);
    assertThat(read(reader, "2001-01-01T00:47Z")).isEqualTo(978310020000L);
    assertThat(read(reader, "2001-01-01 00:47")).isEqualTo(978310020000L);
    assertThat(read(reader, "2001/01/01 00:47:00")).isEqualTo(978310020000L);
    assertThat(read(reader(List.of("epoch.s"), "UTC"), 978310020.25)).isEqualTo(978310020250L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2001/02/30 00:47", "2001/01/01 24:00", "2001/01/01", "", "secret", "-5"})
  void aTimeThatIsNoneNamesTheFieldAndNotTheValue(String text) {
    EventTimeReader reader = reader(EventTime.DEFAULT_FORMATS, "UTC");
    assertThatThrownBy(() -> read(reader, text))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'data.at'")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> reader.read(Map.of("data", "x")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("missing");
    assertThatThrownBy(() -> read(reader, -1L)).hasMessageContaining("before 1970");
    assertThatThrownBy(() -> read(reader, 1e300)).isInstanceOf(DataException.class);
  }

  @Test
  void refusesPatternsThatAreNone() {
    assertThatThrownBy(() -> reader(List.of("yyyy-BBB{"), "UTC"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("yyyy-BBB{");
  }
}
