package io.acequia.sql.library.time;

import static io.acequia.sql.library.time.TimeParameters.timestamp;
import static io.acequia.sql.library.time.TimeParameters.zone;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.TemporalUnit;
import java.util.Date;
import org.apache.kafka.connect.errors.DataException;

/** Timestamps at the beginning of something. */
final class TruncationFunctions {

  private TruncationFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("DATE_TRUNC")
        .means(
            "The beginning of the "
                + Units.NAMES
                + " of a timestamp, in UTC or in a zone. Weeks begin on Monday.")
        .example("DATE_TRUNC('hour', '2026-11-22T06:30:15Z')")
        .example("DATE_TRUNC('month', '2026-11-22T06:30:15Z')")
        .example("DATE_TRUNC('day', '2026-11-22T06:30:15Z', 'America/New_York')")
        .takes(Units.parameter("unit"), timestamp("timestamp"), zone("zone").orElse(ZoneOffset.UTC))
        .gives(SqlType.TIMESTAMP, TruncationFunctions::truncated);
  }

  private static Date truncated(TemporalUnit unit, Date timestamp, ZoneId zone) {
    long millis = timestamp.getTime();
    if (zone == ZoneOffset.UTC && unit != ChronoUnit.WEEKS && Units.millis(unit) > 0) {
      return new Date(millis - Math.floorMod(millis, Units.millis(unit)));
    }
    try {
      return new Date(
          begin(unit, Instant.ofEpochMilli(millis).atZone(zone)).toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      throw new DataException("DATE_TRUNC is out of range", e);
    }
  }

  private static ZonedDateTime begin(TemporalUnit unit, ZonedDateTime time) {
    if (unit instanceof ChronoUnit chrono && chrono.compareTo(ChronoUnit.DAYS) <= 0) {
      return time.truncatedTo(unit);
    }
    ZonedDateTime day = time.truncatedTo(ChronoUnit.DAYS);
    if (unit == ChronoUnit.WEEKS) {
      return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
    if (unit == ChronoUnit.YEARS) {
      return day.withDayOfYear(1);
    }
    ZonedDateTime month = day.withDayOfMonth(1);
    return unit == ChronoUnit.MONTHS ? month : month.minusMonths((month.getMonthValue() - 1) % 3);
  }
}
