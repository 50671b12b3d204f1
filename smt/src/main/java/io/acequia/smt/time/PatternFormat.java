package io.acequia.smt.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;

/**
 * A pattern of {@link DateTimeFormatter}, taken as its writer meant it: {@code yyyy} is the year
 * (an era nobody writes), {@code yy} one of a hundred years from a first one on, case does not
 * matter when it is read, and a date that does not exist (February 30) is no date.
 */
final class PatternFormat {

  private static final ZonedDateTime SAMPLE =
      ZonedDateTime.of(2001, 2, 3, 4, 5, 6, 789_000_000, ZoneOffset.UTC);
  private static final List<ChronoField> PARTS_OF_TIME =
      List.of(
          ChronoField.HOUR_OF_AMPM,
          ChronoField.CLOCK_HOUR_OF_AMPM,
          ChronoField.MINUTE_OF_HOUR,
          ChronoField.SECOND_OF_MINUTE,
          ChronoField.NANO_OF_SECOND,
          ChronoField.AMPM_OF_DAY);

  private PatternFormat() {}

  /**
   * @param firstYear the first year that {@code yy} can stand for
   * @throws IllegalArgumentException if the pattern is none
   */
  static DateTimeFormatter of(String pattern, Locale locale, int firstYear) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    boolean era = hasField(pattern, 'G');
    StringBuilder chunk = new StringBuilder();
    for (int at = 0; at < pattern.length(); ) {
      char c = pattern.charAt(at);
      int length = run(pattern, at);
      if (c == '\'') {
        int end = pattern.indexOf('\'', at + 1);
        length = (end < 0 ? pattern.length() : end + 1) - at;
        chunk.append(pattern, at, at + length);
      } else if ((c == 'y' || c == 'u') && !era && length == 2) {
        builder.appendPattern(chunk.toString());
        chunk.setLength(0);
        builder.appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.of(firstYear, 1, 1));
      } else {
        chunk.append(String.valueOf(c == 'y' && !era ? 'u' : c).repeat(length));
      }
      at += length;
    }
    return builder
        .appendPattern(chunk.toString())
        .toFormatter(locale)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /**
   * Requires that what the formatter writes tells a moment: all of a date, or a time of day.
   *
   * @throws IllegalArgumentException saying what is missing
   */
  static void requireMoment(DateTimeFormatter formatter) {
    TemporalAccessor parsed;
    try {
      parsed = formatter.parse(formatter.format(SAMPLE));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("it cannot be read back: " + e.getMessage(), e);
    }
    boolean time = parsed.query(TemporalQueries.localTime()) != null;
    if (!time && PARTS_OF_TIME.stream().anyMatch(parsed::isSupported)) {
      throw new IllegalArgumentException("it tells a part of a time only (hh needs an a)");
    }
    boolean date = parsed.query(TemporalQueries.localDate()) != null;
    boolean year = date || parsed.isSupported(ChronoField.YEAR);
    boolean partOfDate =
        parsed.isSupported(ChronoField.MONTH_OF_YEAR)
            || parsed.isSupported(ChronoField.DAY_OF_MONTH);
    if (!year && partOfDate) {
      throw new IllegalArgumentException("it has no year");
    }
    if (!year && !time) {
      throw new IllegalArgumentException("it tells neither a date nor a time");
    }
  }

  static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }

  /** How many characters from {@code at} on are the same. */
  static int run(String pattern, int at) {
    int end = at + 1;
    while (end < pattern.length() && pattern.charAt(end) == pattern.charAt(at)) {
      end++;
    }
    return end - at;
  }

  private static boolean hasField(String pattern, char letter) {
    boolean quoted = false;
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      quoted ^= c == '\'';
      if (!quoted && c == letter) {
        return true;
      }
    }
    return false;
  }
}
