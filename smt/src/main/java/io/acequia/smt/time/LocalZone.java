package io.acequia.smt.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import org.jspecify.annotations.Nullable;

/**
 * A zone, with a short way where its offset never changes. An hour that a change of clocks skips is
 * read as if the clocks had not changed yet; of one that comes twice, the first is meant.
 */
final class LocalZone {

  static final LocalZone UTC = new LocalZone(ZoneOffset.UTC);

  private static final int SECONDS_A_DAY = 86_400;

  private final ZoneId zone;
  private final @Nullable ZoneOffset fixed;

  LocalZone(ZoneId zone) {
    this.zone = zone;
    this.fixed = zone.normalized() instanceof ZoneOffset offset ? offset : null;
  }

  ZoneId zone() {
    return zone;
  }

  Instant instant(long day, int secondOfDay, int nano) {
    long second = day * SECONDS_A_DAY + secondOfDay;
    ZoneOffset offset =
        fixed == null
            ? zone.getRules().getOffset(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC))
            : fixed;
    return Instant.ofEpochSecond(second - offset.getTotalSeconds(), nano);
  }

  ZoneOffset offset(Instant instant) {
    return fixed == null ? zone.getRules().getOffset(instant) : fixed;
  }

  /** Whether a date exists; negative numbers do not. */
  static boolean exists(int year, int month, int day) {
    return year >= 0
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= Month.of(month).length(IsoChronology.INSTANCE.isLeapYear(year));
  }

  /** Whether a time of day exists; leap seconds and 24:00 do not. */
  static boolean existsTime(int hour, int minute, int second) {
    return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  }

  static long day(int year, int month, int day) {
    return LocalDate.of(year, month, day).toEpochDay();
  }
}
