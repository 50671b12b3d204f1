package io.acequia.sql.library.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.apache.kafka.connect.errors.DataException;

/** A pattern of {@link DateTimeFormatter}, in English and for any case of letters. */
final class TimeFormat {

  static final TimeFormat NONE = new TimeFormat(DateTimeFormatter.ISO_INSTANT);

  private static final int LONGEST = 200;

  private final DateTimeFormatter formatter;

  private TimeFormat(DateTimeFormatter formatter) {
    this.formatter = formatter;
  }

  /**
   * @throws IllegalArgumentException if it is no pattern, or one that surely means another; the
   *     message says why, without the pattern
   */
  static TimeFormat of(String pattern) {
    if (pattern.length() > LONGEST) {
      throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
    }
    String letters = letters(pattern);
    if (letters.indexOf('Y') >= 0 && letters.indexOf('w') < 0) {
      throw new IllegalArgumentException(
          "has Y, which is the year that a week belongs to; write y for the calendar's");
    }
    if (letters.indexOf('D') >= 0 && letters.indexOf('M') >= 0) {
      throw new IllegalArgumentException(
          "has D, which is the day of the year; write d for that of the month");
    }
    try {
      return new TimeFormat(
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern(pattern)
              .toFormatter(Locale.ENGLISH));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "is no pattern of java.time's DateTimeFormatter such as yyyy-MM-dd HH:mm:ss", e);
    }
  }

  /**
   * @throws DataException if the pattern has what a timestamp lacks
   */
  String format(String function, long millis, ZoneId zone) {
    try {
      return formatter.format(Instant.ofEpochMilli(millis).atZone(zone));
    } catch (DateTimeException e) {
      throw new DataException(function + " cannot write a timestamp in this format", e);
    }
  }

  /**
   * Milliseconds since the epoch; what the pattern lacks is the first of January 1970 at midnight.
   *
   * @param zone of a text that names none
   * @throws DataException if the text is not of this format
   */
  long parse(String function, String text, ZoneId zone) {
    try {
      TemporalAccessor parsed = formatter.parse(text);
      if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
        return Instant.from(parsed).toEpochMilli();
      }
      ZoneId named = parsed.query(TemporalQueries.zone());
      LocalTime time = parsed.query(TemporalQueries.localTime());
      return date(parsed)
          .atTime(time == null ? LocalTime.MIDNIGHT : time)
          .atZone(named == null ? zone : named)
          .toInstant()
          .toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      // Without the cause, whose message quotes the text.
      throw new DataException(function + " was given a text that is not of its format");
    }
  }

  private static LocalDate date(TemporalAccessor parsed) {
    LocalDate date = parsed.query(TemporalQueries.localDate());
    if (date != null) {
      return date;
    }
    return LocalDate.of(
        part(parsed, ChronoField.YEAR, 1970),
        part(parsed, ChronoField.MONTH_OF_YEAR, 1),
        part(parsed, ChronoField.DAY_OF_MONTH, 1));
  }

  private static int part(TemporalAccessor parsed, ChronoField field, int otherwise) {
    return parsed.isSupported(field) ? parsed.get(field) : otherwise;
  }

  /** Without what stands between quotes. */
  private static String letters(String pattern) {
    StringBuilder letters = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char character = pattern.charAt(i);
      if (character == '\'') {
        quoted = !quoted;
      } else if (!quoted) {
        letters.append(character);
      }
    }
    return letters.toString();
  }
}
