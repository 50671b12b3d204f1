package io.acequia.sql.type;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Date;
import java.util.Locale;

/**
 * Reads dates, times of day and timestamps from ISO 8601 text, as casts and literals take it:
 * blanks around it, and years and offsets of any length that the standard has. Without a zone, UTC
 * is meant. {@link io.acequia.sql.time.IsoTimestamp} reads the common forms without a formatter,
 * and writes.
 */
public final class TimeText {

  private static final long DAY_MILLIS = 86_400_000;

  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .optionalStart()
          .appendLiteral('T')
          .optionalEnd()
          .optionalStart()
          .appendLiteral(' ')
          .optionalEnd()
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendLiteral(' ')
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:mm:ss", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH", "Z")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private TimeText() {}

  /**
   * @throws DateTimeException if the text is not a date such as {@code 2001-02-03}
   */
  public static Date date(String text) {
    return new Date(LocalDate.parse(text.trim()).toEpochDay() * DAY_MILLIS);
  }

  /**
   * @return on the day of the epoch
   * @throws DateTimeException if the text is not a time of day such as {@code 04:05:06.789}
   */
  public static Date time(String text) {
    return new Date(LocalTime.parse(text.trim()).getLong(ChronoField.MILLI_OF_DAY));
  }

  /**
   * @return to the millisecond
   * @throws DateTimeException if the text is not a timestamp such as {@code 2001-02-03T04:05:06Z};
   *     T may be a blank, and seconds, time and zone may be missing
   */
  public static Date timestamp(String text) {
    TemporalAccessor parsed = TIMESTAMP.parse(text.trim());
    LocalTime time = parsed.query(TemporalQueries.localTime());
    ZoneOffset offset = parsed.query(TemporalQueries.offset());
    LocalDateTime local = LocalDate.from(parsed).atTime(time == null ? LocalTime.MIDNIGHT : time);
    Instant instant = local.toInstant(offset == null ? ZoneOffset.UTC : offset);
    try {
      return new Date(instant.toEpochMilli());
    } catch (ArithmeticException e) {
      throw new DateTimeException("too far away", e);
    }
  }

  /** How a text of a type looks. */
  public static String example(String type) {
    return switch (type) {
      case "DATE" -> "'2001-02-03'";
      case "TIME" -> "'04:05:06'";
      default -> "'2001-02-03T04:05:06Z'";
    };
  }
}
