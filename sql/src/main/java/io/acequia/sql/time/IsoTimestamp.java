package io.acequia.sql.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Points in time as ISO 8601 writes them, and as databases do: {@code 2026-11-22}, {@code
 * 2026-11-22T06:00Z}, {@code 2026-11-22 06:00:00.123+02:00}. Read without a formatter, since every
 * record of a JSON stream may have one.
 *
 * <p>Other modules have readers of their own in the path of every record, since their contracts
 * differ: transforms read to the nanosecond, in zones whose clocks change; the PostgreSQL sink to
 * the microsecond, and near forms too; ingest takes RFC 3339 alone.
 */
public final class IsoTimestamp {

  private static final long DAY = 86_400_000L;

  private final String text;
  private int at;

  private IsoTimestamp(String text) {
    this.text = text;
  }

  /**
   * Milliseconds since the epoch; what is finer is cut off.
   *
   * @param zone of a text that names none
   * @throws DateTimeException if the text is of another form; its message does not have the text
   */
  public static long parse(String text, ZoneId zone) {
    return new IsoTimestamp(text).millis(zone);
  }

  /** Such as {@code 2026-11-22T06:00:00.123Z}; without the fraction where it is zero. */
  public static String format(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  /** The day in UTC, such as {@code 2026-11-22}. */
  public static String formatDate(long millis) {
    return LocalDate.ofEpochDay(Math.floorDiv(millis, DAY)).toString();
  }

  /** The time of the day in UTC, such as {@code 06:00:00}. */
  public static String formatTime(long millis) {
    return DateTimeFormatter.ISO_LOCAL_TIME.format(
        LocalTime.ofNanoOfDay(Math.floorMod(millis, DAY) * 1_000_000));
  }

  private long millis(ZoneId zone) {
    int year = digits(4);
    expect('-');
    int month = digits(2);
    expect('-');
    LocalDate date = LocalDate.of(year, month, digits(2));
    long local = date.toEpochDay() * DAY;
    if (at < text.length() && (text.charAt(at) == 'T' || text.charAt(at) == ' ')) {
      at++;
      local += timeOfDay();
    }
    if (at < text.length()) {
      return local - offset();
    }
    return zone == ZoneOffset.UTC
        ? local
        : LocalDate.ofEpochDay(Math.floorDiv(local, DAY))
            .atTime(LocalTime.ofNanoOfDay(Math.floorMod(local, DAY) * 1_000_000))
            .atZone(zone)
            .toInstant()
            .toEpochMilli();
  }

  private long timeOfDay() {
    int hour = digits(2);
    expect(':');
    int minute = digits(2);
    int second = 0;
    long fraction = 0;
    if (accept(':')) {
      second = digits(2);
      if (accept('.') || accept(',')) {
        fraction = fraction();
      }
    }
    if (hour > 23 || minute > 59 || second > 59) {
      throw malformed();
    }
    return ((hour * 60L + minute) * 60 + second) * 1000 + fraction;
  }

  private long fraction() {
    int begin = at;
    long millis = 0;
    for (; at < text.length() && isDigit(text.charAt(at)); at++) {
      if (at - begin < 3) {
        millis = millis * 10 + (text.charAt(at) - '0');
      }
    }
    int count = at - begin;
    if (count == 0 || count > 9) {
      throw malformed();
    }
    return count == 1 ? millis * 100 : count == 2 ? millis * 10 : millis;
  }

  /** {@code Z}, {@code +02}, {@code +0200} or {@code +02:00}, in milliseconds. */
  private long offset() {
    accept(' ');
    long offset = 0;
    if (!accept('Z')) {
      boolean negative = accept('-');
      if (!negative) {
        expect('+');
      }
      int hours = digits(2);
      accept(':');
      int minutes = at == text.length() ? 0 : digits(2);
      if (hours > 18 || minutes > 59) {
        throw malformed();
      }
      offset = (hours * 60L + minutes) * 60_000;
      offset = negative ? -offset : offset;
    }
    if (at != text.length()) {
      throw malformed();
    }
    return offset;
  }

  private int digits(int count) {
    if (at + count > text.length()) {
      throw malformed();
    }
    int number = 0;
    for (int end = at + count; at < end; at++) {
      char character = text.charAt(at);
      if (!isDigit(character)) {
        throw malformed();
      }
      number = number * 10 + (character - '0');
    }
    return number;
  }

  private void expect(char wanted) {
    if (!accept(wanted)) {
      throw malformed();
    }
  }

  private boolean accept(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private static DateTimeException malformed() {
    return new DateTimeException("is no ISO 8601 date or timestamp");
  }
}
