package io.acequia.commons.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-06T08:49:30Z");
  private static final Duration CAP = Duration.ofMinutes(5);

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "7, PT7S",
    "' 7 ', PT7S",
    "301, PT5M",
    "99999999999999999999, PT5M",
    "'Fri, 06 Nov 2026 08:49:37 GMT', PT7S",
    "'Fri, 06 Nov 2026 08:49:00 GMT', PT0S",
    "'Sat, 07 Nov 2026 08:49:00 GMT', PT5M"
  })
  void readsBothForms(String header, Duration expected) {
    assertThat(RetryAfter.parse(header, NOW, CAP)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "soon", "-1", "1.5", "2026-11-06T08:49:37Z"})
  void ignoresWhatIsNeither(String header) {
    assertThat(RetryAfter.parse(header, NOW, CAP)).isEmpty();
  }

  @Test
  void ignoresAMissingHeader() {
    assertThat(RetryAfter.parse(null, NOW, CAP)).isEqualTo(Optional.empty());
  }

  @Test
  void writesSecondsRoundedUp() {
    assertThat(RetryAfter.seconds(Duration.ofMillis(1))).isEqualTo("1");
    assertThat(RetryAfter.seconds(Duration.ofMillis(2_000))).isEqualTo("2");
    assertThat(RetryAfter.seconds(Duration.ofMillis(-5))).isEqualTo("0");
  }

  @Test
  void writesDatesThatItReads() {
    Instant at = Instant.parse("2026-11-06T08:49:36.200Z");
    assertThat(RetryAfter.httpDate(at)).isEqualTo("Fri, 06 Nov 2026 08:49:37 GMT");
    assertThat(RetryAfter.parse(RetryAfter.httpDate(at), NOW, CAP)).contains(Duration.ofSeconds(7));
  }
}
