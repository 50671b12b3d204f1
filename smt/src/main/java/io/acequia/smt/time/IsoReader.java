package io.acequia.smt.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * ISO 8601 in its extended form, as systems write it: {@code 2026-11-22}, {@code 2026-11-22T06:04},
 * seconds, a fraction of up to nine digits after a point or comma; a blank instead of the T; {@code
 * Z}, {@code +01}, {@code +0100} or {@code +01:00}, also after a blank, or nothing for the zone
 * given; a region in brackets after an offset is passed over, as the offset says it all.
 *
 * <p>By hand because a {@link java.time.format.DateTimeFormatter} does far more for each text. Not
 * the SQL engine's {@link io.acequia.sql.time.IsoTimestamp}, which stops at milliseconds and fails
 * where this one lets the next format try.
 */
final class IsoReader implements TimeReader {

  private static final int DATE = 10;
  private static final int TO_MINUTES = 16;
  private static final int LONGEST = 100;

  private final LocalZone zone;

  IsoReader(LocalZone zone) {
    this.zone = zone;
  }

  @Override
  public @Nullable Instant read(Object value) {
    return value instanceof String text && text.length() <= LONGEST ? read(text) : null;
  }

  private @Nullable Instant read(String text) {
    int end = text.length();
    boolean region = end > TO_MINUTES && text.charAt(end - 1) == ']';
    if (region) {
      end = text.indexOf('[');
    }
    if (end < DATE || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return null;
    }
    int year = Numerals.digits(text, 0, 4);
    int month = Numerals.digits(text, 5, 2);
    int day = Numerals.digits(text, 8, 2);
    if (!LocalZone.exists(year, month, day)) {
      return null;
    }
    long epochDay = LocalZone.day(year, month, day);
    if (end == DATE) {
      return region ? null : zone.instant(epochDay, 0, 0);
    }
    return time(text, end, region, epochDay);
  }

  private @Nullable Instant time(String text, int end, boolean region, long day) {
    if (end < TO_MINUTES || !separates(text.charAt(DATE)) || text.charAt(13) != ':') {
      return null;
    }
    int hour = Numerals.digits(text, 11, 2);
    int minute = Numerals.digits(text, 14, 2);
    int second = 0;
    int nano = 0;
    int at = TO_MINUTES;
    if (at + 3 <= end && text.charAt(at) == ':') {
      second = Numerals.digits(text, at + 1, 2);
      at += 3;
      if (at < end && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
        int digits = fractionDigits(text, at + 1, end);
        if (digits == 0) {
          return null;
        }
        nano = Numerals.digits(text, at + 1, digits) * NANOS[digits];
        at += 1 + digits;
      }
    }
    if (!LocalZone.existsTime(hour, minute, second)) {
      return null;
    }
    int secondOfDay = hour * 3_600 + minute * 60 + second;
    if (at == end) {
      return region ? null : zone.instant(day, secondOfDay, nano);
    }
    int offset = OffsetReader.read(text, text.charAt(at) == ' ' ? at + 1 : at, end);
    return offset == OffsetReader.NONE
        ? null
        : Instant.ofEpochSecond(day * 86_400 + secondOfDay - offset, nano);
  }

  /** By the number of digits of a fraction: the nanoseconds of its last one. */
  static final int[] NANOS = {
    0, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };

  private static int fractionDigits(String text, int start, int end) {
    int at = start;
    while (at < end && at - start < 9 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }

  private static boolean separates(char c) {
    return c == 'T' || c == ' ' || c == 't';
  }
}
