package io.acequia.formats.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;

/**
 * Connect's dates and times as text in ISO 8601, always in UTC. The SQL engine writes the same
 * texts by a class of its own: neither module knows the other, nor one that both could share.
 */
final class Iso {

  /** Milliseconds. */
  static final long DAY = 86_400_000L;

  private Iso() {}

  static String text(LogicalType type, Date value) {
    long millis = value.getTime();
    return switch (type) {
      case DATE -> LocalDate.ofEpochDay(Math.floorDiv(millis, DAY)).toString();
      case TIME ->
          DateTimeFormatter.ISO_LOCAL_TIME.format(
              LocalTime.ofNanoOfDay(Math.floorMod(millis, DAY) * 1_000_000L));
      default -> Instant.ofEpochMilli(millis).toString();
    };
  }

  /** What Connect calls the value inside: days, milliseconds of the day, milliseconds. */
  static long number(LogicalType type, Date value) {
    return type == LogicalType.DATE ? Math.floorDiv(value.getTime(), DAY) : value.getTime();
  }

  static Date ofNumber(LogicalType type, long number) {
    return new Date(type == LogicalType.DATE ? Math.multiplyExact(number, DAY) : number);
  }

  /**
   * Reads a text; a timestamp without offset is in UTC.
   *
   * @throws DateTimeException if it is not one
   */
  static Date parse(LogicalType type, String text) {
    return switch (type) {
      case DATE -> new Date(LocalDate.parse(text).toEpochDay() * DAY);
      case TIME -> new Date(LocalTime.parse(text).toNanoOfDay() / 1_000_000L);
      default -> Date.from(instant(text.replace(' ', 'T')));
    };
  }

  private static Instant instant(String text) {
    return OffsetDateTime.from(DateTimeFormatter.ISO_DATE_TIME.withZone(ZoneOffset.UTC).parse(text))
        .toInstant();
  }
}
