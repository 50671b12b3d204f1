package io.acequia.jdbc.sink.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2024-03-15T10:30:00Z, 2024-03-15T10:30:00Z",
    "2024-03-15T10:30Z, 2024-03-15T10:30:00Z",
    "2024-03-15 10:30:00, 2024-03-15T10:30:00Z",
    "2024-03-15, 2024-03-15T00:00:00Z",
    "2001/01/01 00:47, 2001-01-01T00:47:00Z",
    "2024-03-15T10:30:00.1+02:00, 2024-03-15T08:30:00.1Z",
    "2024-03-15T10:30:00.123456789-0530, 2024-03-15T16:00:00.123456Z",
    "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999999Z",
    "2024-12-31T24:00:00Z, 2025-01-01T00:00:00Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z"
  })
  void readsInstants(String text, String expected) {
    Instant instant = Instant.parse(expected);
    long micros = instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    assertThat(IsoTime.epochMicros(text)).isEqualTo(micros);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2024",
        "2024-3-15",
        "2024-13-01",
        "2024-02-30",
        "2024-03-15T",
        "2024-03-15T25:00Z",
        "2024-03-15T10:60Z",
        "2024-03-15T10:30:00.Z",
        "2024-03-15T10:30:00+19:00",
        "2024-03-15T10:30:00Zx",
        "2024-03/15",
        "15.03.2024"
      })
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> IsoTime.epochMicros(text)).isInstanceOf(ValueMismatch.class);
  }

  @Test
  void readsDatesAndTimesOfDay() {
    assertThat(IsoTime.epochDay("2024-03-15")).isEqualTo(LocalDate.of(2024, 3, 15).toEpochDay());
    assertThat(IsoTime.microsOfDay("10:30:00.5")).isEqualTo(37_800_500_000L);
    assertThatThrownBy(() -> IsoTime.epochDay("2024-03-15T10:30Z"))
        .isInstanceOf(ValueMismatch.class);
  }
}
