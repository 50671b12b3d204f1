package io.acequia.elasticsearch.sink.json;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Points in time of Connect and of Debezium as ISO 8601 texts; a time of day without seconds has
 * none in its text.
 */
final class TimeText {
  private static final String CONNECT_DATE = org.apache.kafka.connect.data.Date.LOGICAL_NAME;
  private static final long NANOS_A_MILLI = 1_000_000L;
  private static final long MICROS_A_SECOND = 1_000_000L;
  private static final long NANOS_A_SECOND = 1_000_000_000L;

  private TimeText() {}

  /** Without a schema: only a {@link Date} is a time. */
  static @Nullable String of(Object value) {
    return value instanceof Date date ? date.toInstant().toString() : null;
  }

  /** {@code null} if the schema's type is no date or time. */
  static @Nullable String of(Schema schema, Object value) {
    String name = schema.name();
    if (name == null) {
      return of(value);
    }
    try {
      if (value instanceof Date date) {
        return ofDate(name, date);
      }
      return value instanceof Number number ? ofNumber(name, number.longValue()) : null;
    } catch (java.time.DateTimeException | ArithmeticException e) {
      throw new DataException("a value of " + name + " is out of range", e);
    }
  }

  private static String ofDate(String name, Date date) {
    Instant instant = date.toInstant();
    if (name.equals(CONNECT_DATE)) {
      return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
    }
    return name.equals(Time.LOGICAL_NAME)
        ? LocalTime.ofInstant(instant, ZoneOffset.UTC).toString()
        : instant.toString();
  }

  private static @Nullable String ofNumber(String name, long value) {
    return switch (name) {
      case CONNECT_DATE, "io.debezium.time.Date" -> LocalDate.ofEpochDay(value).toString();
      case Timestamp.LOGICAL_NAME, "io.debezium.time.Timestamp" ->
          Instant.ofEpochMilli(value).toString();
      case "io.debezium.time.MicroTimestamp" -> instant(value, MICROS_A_SECOND);
      case "io.debezium.time.NanoTimestamp" -> instant(value, NANOS_A_SECOND);
      case Time.LOGICAL_NAME, "io.debezium.time.Time" ->
          LocalTime.ofNanoOfDay(Math.multiplyExact(value, NANOS_A_MILLI)).toString();
      default -> null;
    };
  }

  private static String instant(long value, long aSecond) {
    return Instant.ofEpochSecond(
            Math.floorDiv(value, aSecond),
            Math.floorMod(value, aSecond) * (NANOS_A_SECOND / aSecond))
        .toString();
  }
}
