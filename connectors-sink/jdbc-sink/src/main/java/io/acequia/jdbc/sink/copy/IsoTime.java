package io.acequia.jdbc.sink.copy;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Reads dates and times in the forms of ISO 8601 and RFC 3339, and the near ones that real data
 * has: {@code 2024-03-15}, {@code 2024-03-15T10:30:00.123Z}, {@code 2001/01/01 00:47}, {@code
 * 10:30+02:00}. Text without a zone is taken as UTC. A parser of its own because {@code
 * DateTimeFormatter} takes a microsecond, which is more than the whole rest of a row; to the
 * microsecond, as the columns are, where other modules' readers stop at milliseconds.
 */
final class IsoTime {
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private final String text;
  private int at;

  private IsoTime(String text) {
    this.text = text;
  }

  /** Days since 1970-01-01; a time of day after the date is dropped only if it is midnight. */
  static long epochDay(String text) {
    long micros = epochMicros(text);
    if (Math.floorMod(micros, MICROS_PER_DAY) != 0) {
      throw new ValueMismatch("the text has a time of day, which a date cannot hold");
    }
    return Math.floorDiv(micros, MICROS_PER_DAY);
  }

  /** Microseconds since midnight; a zone is not allowed. */
  static long microsOfDay(String text) {
    IsoTime parser = new IsoTime(text);
    long micros = parser.timeOfDay();
    parser.end();
    return micros;
  }

  /** Microseconds since 1970-01-01T00:00Z. */
  static long epochMicros(String text) {
    IsoTime parser = new IsoTime(text);
    long micros = parser.date() * MICROS_PER_DAY;
    if (parser.at < text.length()) {
      char separator = text.charAt(parser.at++);
      if (separator != 'T' && separator != ' ' && separator != 't') {
        throw parser.wrong();
      }
      micros += parser.timeOfDay() - parser.zone();
    }
    parser.end();
    return micros;
  }

  private long date() {
    int year = digits(4);
    char separator = at < text.length() ? text.charAt(at) : 0;
    if (separator != '-' && separator != '/') {
      throw wrong();
    }
    at++;
    int month = digits(2);
    expect(separator);
    int day = digits(2);
    try {
      return LocalDate.of(year, month, day).toEpochDay();
    } catch (DateTimeException e) {
      throw wrong();
    }
  }

  private long timeOfDay() {
    int hour = digits(2);
    expect(':');
    int minute = digits(2);
    int second = 0;
    long micros = 0;
    if (peek(':')) {
      at++;
      second = digits(2);
      if (peek('.') || peek(',')) {
        at++;
        micros = fraction();
      }
    }
    boolean endOfDay = hour == 24 && minute == 0 && second == 0 && micros == 0;
    if (!endOfDay && hour > 23 || minute > 59 || second > 60) {
      throw wrong();
    }
    return ((hour * 60L + minute) * 60 + second) * 1_000_000 + micros;
  }

  /** Digits after the point; what is finer than a microsecond is cut off. */
  private long fraction() {
    long micros = 0;
    int from = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      if (at - from < 6) {
        micros = micros * 10 + text.charAt(at) - '0';
      }
      at++;
    }
    if (at == from || at - from > 12) {
      throw wrong();
    }
    for (int i = at - from; i < 6; i++) {
      micros *= 10;
    }
    return micros;
  }

  /** Microseconds east of UTC. */
  private long zone() {
    if (at == text.length()) {
      return 0;
    }
    char sign = text.charAt(at++);
    if (sign == 'Z' || sign == 'z') {
      return 0;
    }
    if (sign != '+' && sign != '-') {
      throw wrong();
    }
    int hours = digits(2);
    if (peek(':')) {
      at++;
    }
    int minutes = at < text.length() ? digits(2) : 0;
    if (hours > 18 || minutes > 59) {
      throw wrong();
    }
    long micros = (hours * 60L + minutes) * 60_000_000;
    return sign == '-' ? -micros : micros;
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, at++) {
      if (at >= text.length() || !isDigit(text.charAt(at))) {
        throw wrong();
      }
      value = value * 10 + text.charAt(at) - '0';
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private boolean peek(char expected) {
    return at < text.length() && text.charAt(at) == expected;
  }

  private void expect(char expected) {
    if (!peek(expected)) {
      throw wrong();
    }
    at++;
  }

  private void end() {
    if (at != text.length()) {
      throw wrong();
    }
  }

  private ValueMismatch wrong() {
    return new ValueMismatch("the text is no date or time of ISO 8601 at character " + (at + 1));
  }
}
