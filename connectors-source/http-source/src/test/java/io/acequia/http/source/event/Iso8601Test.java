package io.acequia.http.source.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Iso8601Test {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-03-15T10:30:00Z",
        "1970-01-01T00:00:00Z",
        "2024-02-29T23:59:59Z",
        "2024-03-15T10:30:00.1Z",
        "2024-03-15T10:30:00.123Z",
        "2024-03-15T10:30:00.123456789Z",
        "2024-03-15T10:30:00+01:00",
        "2024-03-15T10:30:00.5-08:00",
        "9999-12-31T23:59:59.999Z"
      })
  void agreesWithJavaTime(String text) {
    assertThat(Iso8601.millis(text))
        .isEqualTo(OffsetDateTime.parse(text).toInstant().toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-03-15",
        "2024-03-15T10:30:00",
        "2024-13-15T10:30:00Z",
        "2023-02-29T10:30:00Z",
        "2024-03-15T24:30:00Z",
        "2024-03-15T10:30:60Z",
        "2024-03-15T10:30:00,5Z",
        "2024-03-15 10:30:00Z",
        "2024-0a-15T10:30:00Z",
        "1710498600000"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> Iso8601.millis(text)).isInstanceOf(DateTimeException.class);
  }
}
