package io.acequia.sql.library.time;

import static io.acequia.sql.function.Parameters.bigint;
import static io.acequia.sql.function.Parameters.integer;
import static io.acequia.sql.function.Parameters.number;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Objects;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Timestamps and dates made of numbers, and moved between zones. */
final class ConversionFunctions {

  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(Long.MAX_VALUE / 1000);

  private ConversionFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("FROM_UNIXTIME")
        .means("The timestamp of milliseconds since the epoch.")
        .example("FROM_UNIXTIME(1700000000123)")
        .takes(bigint("milliseconds"))
        .gives(SqlType.TIMESTAMP, Date::new);
    functions
        .function("MAKE_DATE")
        .means("The date of a year, a month and a day.")
        .example("MAKE_DATE(2026, 11, 22)")
        .takes(integer("year"), integer("month"), integer("day"))
        .gives(SqlType.DATE, ConversionFunctions::date);
    functions
        .function("MAKE_TIMESTAMP")
        .means("The timestamp of a date and a time in UTC; seconds may have a fraction.")
        .example("MAKE_TIMESTAMP(2026, 11, 22, 6, 30, 1.5)")
        .takesAll(
            integer("year"),
            integer("month"),
            integer("day"),
            integer("hour"),
            integer("minute"),
            number("seconds"))
        .gives(SqlType.TIMESTAMP, ConversionFunctions::timestamp);
    functions
        .function("CONVERT_TZ")
        .means(
            "The timestamp whose clock in UTC shows what a clock in the second zone shows when one"
                + " in the first shows the given.")
        .example("CONVERT_TZ('2026-07-01T12:00:00Z', 'Europe/Madrid', 'America/New_York')")
        .takes(
            TimeParameters.timestamp("timestamp"),
            TimeParameters.zone("from"),
            TimeParameters.zone("to"))
        .gives(SqlType.TIMESTAMP, ConversionFunctions::moved);
  }

  /** Seconds since the epoch; what is finer than milliseconds is cut off. */
  static Date ofSeconds(Number seconds) {
    if (seconds instanceof Double || seconds instanceof Float) {
      double micros = Math.rint(seconds.doubleValue() * 1_000_000);
      if (!(Math.abs(micros) < Long.MAX_VALUE)) {
        throw new DataException("TO_TIMESTAMP was given seconds out of range");
      }
      // By way of microseconds: the product with 1000 may be a hair below the millisecond meant.
      return new Date(Math.floorDiv((long) micros, 1000L));
    }
    BigDecimal exact =
        seconds instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(seconds.longValue());
    if (exact.abs().compareTo(MOST_SECONDS) > 0 || exact.scale() > 1000) {
      throw new DataException("TO_TIMESTAMP was given seconds out of range");
    }
    return new Date(exact.movePointRight(3).setScale(0, RoundingMode.FLOOR).longValueExact());
  }

  private static Date date(int year, int month, int day) {
    try {
      return new Date(Math.multiplyExact(LocalDate.of(year, month, day).toEpochDay(), 86_400_000L));
    } catch (DateTimeException | ArithmeticException e) {
      throw new DataException("MAKE_DATE was given no day of the calendar");
    }
  }

  private static Date timestamp(@Nullable Object[] values) {
    double seconds = part(values[5]).doubleValue();
    try {
      if (!(seconds >= 0 && seconds < 60)) {
        throw new DateTimeException("seconds");
      }
      return new Date(
          LocalDateTime.of(
                      part(values[0]).intValue(),
                      part(values[1]).intValue(),
                      part(values[2]).intValue(),
                      part(values[3]).intValue(),
                      part(values[4]).intValue())
                  .toInstant(ZoneOffset.UTC)
                  .toEpochMilli()
              + Math.floorDiv(Math.round(seconds * 1_000_000), 1000L));
    } catch (DateTimeException | ArithmeticException e) {
      throw new DataException("MAKE_TIMESTAMP was given no time of the calendar");
    }
  }

  private static Number part(@Nullable Object value) {
    return (Number) Objects.requireNonNull(value);
  }

  private static Date moved(Date timestamp, ZoneId from, ZoneId to) {
    try {
      return new Date(
          LocalDateTime.ofInstant(Instant.ofEpochMilli(timestamp.getTime()), ZoneOffset.UTC)
              .atZone(from)
              .withZoneSameInstant(to)
              .toLocalDateTime()
              .toInstant(ZoneOffset.UTC)
              .toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      throw new DataException("CONVERT_TZ is out of range", e);
    }
  }
}
