package io.acequia.elasticsearch.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.commons.path.FieldPath;
import java.time.Instant;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
  private static final FieldPath FIELD = FieldPath.parse("data.at");

  @ParameterizedTest
  @CsvSource({
    "2001-01-31, 2001-01-31T00:00:00Z",
    "2001-01-31T12:30, 2001-01-31T12:30:00Z",
    "2001-01-31 12:30:05, 2001-01-31T12:30:05Z",
    "2001-01-31T12:30:05+02:00, 2001-01-31T10:30:05Z",
    "2001-01-31T12:30:05+0200, 2001-01-31T10:30:05Z",
    "2001-01-31T12:30:05+02, 2001-01-31T10:30:05Z",
    "1969-12-31T23:59:59Z, 1969-12-31T23:59:59Z",
  })
  void readsDatesAndTimesWithAndWithoutOffset(String text, Instant expected) {
    assertThat(EventTime.of(FIELD, text)).isEqualTo(expected.toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "2001-01-31T12:30:05.1Z, 100",
    "2001-01-31T12:30:05.12Z, 120",
    "2001-01-31T12:30:05.123Z, 123",
    "2001-01-31T12:30:05.1234Z, 123",
    "2001-01-31T12:30:05.1234567Z, 123",
    "2001-01-31T12:30:05.123456789Z, 123",
  })
  void readsAnyNumberOfDecimals(String text, long millis) {
    long expected = Instant.parse("2001-01-31T12:30:05Z").toEpochMilli() + millis;
    assertThat(EventTime.of(FIELD, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2001-02-30", "2001-01-31T24:00:00Z", "31/01/2001", ""})
  void namesTheFieldOfWhatIsNoTimeAndNotItsValue(String text) {
    assertThatThrownBy(() -> EventTime.of(FIELD, text))
        .isInstanceOf(DataException.class)
        .hasMessage("the field 'data.at' holds no ISO 8601 time");
  }
}
