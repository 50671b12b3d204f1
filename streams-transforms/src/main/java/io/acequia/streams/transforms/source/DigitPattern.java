package io.acequia.streams.transforms.source;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of nothing but digits at fixed places and marks between them, such as {@code yyyy/MM/dd
 * HH:mm[:ss]}, read without a formatter: that takes a tenth of the time. Immutable.
 */
final class DigitPattern {

  private static final String FIELDS = "yMdHmsS";

  /** How many digits it has. */
  private static final int YEAR = 4;

  /** Of a pattern with date; what is in brackets ends it. */
  private static final Pattern SIMPLE =
      Pattern.compile(
          "[uy]{4}[-/. ]?MM[-/. ]?dd(?:[- _T]?HH:?mm(?:\\[?:?ss(?:[.,]?S{1,9})?\\]?)?)?");

  private final String pattern;

  /** For each character of the pattern which of the fields it is a digit of; -1: none. */
  private final int[] fieldAt;

  private final int required;
  private final ZoneId zone;

  private DigitPattern(String pattern, int required, ZoneId zone) {
    this.pattern = pattern;
    this.fieldAt = pattern.chars().map(FIELDS::indexOf).toArray();
    this.required = required;
    this.zone = zone;
  }

  /** Null if the pattern needs a formatter. */
  static @Nullable DigitPattern of(String text, ZoneId zone) {
    int bracket = text.indexOf('[');
    boolean simple =
        SIMPLE.matcher(text).matches()
            && text.indexOf('T') < 0 // stands for a letter only in quotes
            && (bracket < 0) == (text.indexOf(']') < 0);
    if (!simple) {
      return null;
    }
    String pattern = text.replace("[", "").replace("]", "").replace('u', 'y');
    return new DigitPattern(pattern, bracket < 0 ? pattern.length() : bracket, zone);
  }

  /**
   * Null if the text is of another form.
   *
   * @throws java.time.DateTimeException if there is no such date or time
   */
  @Nullable Long millis(String text) {
    int length = text.length();
    if (length != pattern.length() && length != required) {
      return null;
    }
    // Another form mostly shows in the first mark, such as the one after the year.
    if (length > YEAR && fieldAt[YEAR] < 0 && text.charAt(YEAR) != pattern.charAt(YEAR)) {
      return null;
    }
    int[] fields = new int[FIELDS.length()];
    int fractionDigits = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      int field = fieldAt[i];
      if (field < 0) {
        if (c != pattern.charAt(i)) {
          return null;
        }
        continue;
      }
      if (c < '0' || c > '9') {
        return null;
      }
      fields[field] = fields[field] * 10 + (c - '0');
      fractionDigits += field == FIELDS.length() - 1 ? 1 : 0;
    }
    int nanos = fields[6];
    for (int i = fractionDigits; i < 9; i++) {
      nanos *= 10;
    }
    LocalDate date = LocalDate.of(fields[0], fields[1], fields[2]);
    LocalTime time = LocalTime.of(fields[3], fields[4], fields[5], nanos);
    return zone == ZoneOffset.UTC
        ? date.toEpochDay() * 86_400_000L + time.toNanoOfDay() / 1_000_000
        : LocalDateTime.of(date, time).atZone(zone).toInstant().toEpochMilli();
  }
}
