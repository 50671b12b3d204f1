package io.acequia.commons.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimePatternTest {
  private static final long DAY = 86_400_000;
  private static final ZoneId MONROVIA = ZoneId.of("Africa/Monrovia");

  @ParameterizedTest
  @CsvSource({
    "yyyy-MM-dd, UTC",
    "yyyy.MM.dd HH:mm, Asia/Kathmandu",
    "'s='HH'n='mm, Europe/Berlin",
    "HH:mm:ss.SSS, UTC",
    "A, America/New_York"
  })
  void writesWhatAFormatterWritesInWhateverOrder(String pattern, String zone) {
    TimePattern time = TimePattern.parse(pattern, ZoneId.of(zone));
    DateTimeFormatter formatter =
        DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneId.of(zone));
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      // From 1965 to 2029 in bursts: some of a minute, more minutes than are remembered.
      long millis = random.nextInt(-1_826, 21_915) * DAY + random.nextInt(5) * 30_000L;
      assertThat(time.format(millis)).isEqualTo(formatter.format(Instant.ofEpochMilli(millis)));
    }
  }

  @Test
  void minutesOfAZoneWithSecondsAreItsOwn() {
    TimePattern time = TimePattern.parse("HH:mm", MONROVIA);
    long change = Instant.parse("1971-06-01T00:44:30Z").toEpochMilli();
    assertThat(time.format(change - 1)).isEqualTo("23:59");
    assertThat(time.format(change)).isEqualTo("00:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"qqqqqqq", "", "   ", "yyyy-'MM", "{}"})
  void wrongPatternsAreRefused(String pattern) {
    assertThatThrownBy(() -> TimePattern.parse(pattern, ZoneOffset.UTC))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'" + pattern + "' is no pattern of a time");
  }
}
