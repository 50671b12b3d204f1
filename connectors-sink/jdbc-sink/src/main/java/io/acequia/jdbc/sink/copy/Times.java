package io.acequia.jdbc.sink.copy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;

/**
 * The encoders of dates and times. PostgreSQL counts from 2000-01-01, in days or microseconds. A
 * whole number is taken as milliseconds since 1970, as Connect's own logical types are.
 */
final class Times {
  private static final long EPOCH_DAYS = 10_957;
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final long EPOCH_MICROS = EPOCH_DAYS * MICROS_PER_DAY;
  // 4714-11-24 BC and 294276-12-31: the bounds of timestamp; those of date are wider.
  private static final long MIN_MICROS = -211_813_488_000_000_000L;
  private static final long MAX_MICROS = 9_223_371_331_200_000_000L - 1;

  private Times() {}

  static void timestamp(Object value, CopyBuffer out) {
    long micros;
    try {
      micros = Math.subtractExact(epochMicros(value), EPOCH_MICROS);
    } catch (ArithmeticException e) {
      throw outOfRange();
    }
    if (micros < MIN_MICROS || micros > MAX_MICROS) {
      throw outOfRange();
    }
    out.putLong(micros);
  }

  static void date(Object value, CopyBuffer out) {
    long days;
    if (value instanceof String text) {
      days = IsoTime.epochDay(text);
    } else if (value instanceof LocalDate date) {
      days = date.toEpochDay();
    } else {
      days = Math.floorDiv(epochMicros(value), MICROS_PER_DAY);
    }
    if (Math.abs(days) > MAX_MICROS / MICROS_PER_DAY) {
      throw outOfRange();
    }
    out.putInt((int) (days - EPOCH_DAYS));
  }

  static void time(Object value, CopyBuffer out) {
    if (value instanceof String text) {
      out.putLong(IsoTime.microsOfDay(text));
    } else if (value instanceof LocalTime time) {
      out.putLong(time.toNanoOfDay() / 1_000);
    } else if (value instanceof Date date) {
      out.putLong(Math.floorMod(date.getTime(), 86_400_000L) * 1_000);
    } else {
      throw ValueMismatch.of(value);
    }
  }

  private static long epochMicros(Object value) {
    if (value instanceof String text) {
      return IsoTime.epochMicros(text);
    }
    if (value instanceof Date date) {
      return Math.multiplyExact(date.getTime(), 1_000L);
    }
    if (value instanceof Long || value instanceof Integer) {
      return Math.multiplyExact(((Number) value).longValue(), 1_000L);
    }
    Instant instant;
    if (value instanceof Instant exact) {
      instant = exact;
    } else if (value instanceof LocalDateTime local) {
      instant = local.toInstant(ZoneOffset.UTC);
    } else if (value instanceof OffsetDateTime offset) {
      instant = offset.toInstant();
    } else if (value instanceof LocalDate date) {
      instant = date.atStartOfDay().toInstant(ZoneOffset.UTC);
    } else {
      throw ValueMismatch.of(value);
    }
    long seconds = Math.multiplyExact(instant.getEpochSecond(), 1_000_000L);
    return Math.addExact(seconds, instant.getNano() / 1_000);
  }

  private static ValueMismatch outOfRange() {
    return new ValueMismatch("the time is out of its range");
  }
}
