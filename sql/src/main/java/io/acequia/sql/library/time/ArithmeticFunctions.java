package io.acequia.sql.library.time;

import static io.acequia.sql.function.Parameters.bigint;
import static io.acequia.sql.library.time.TimeParameters.timestamp;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalUnit;
import java.util.Date;
import org.apache.kafka.connect.errors.DataException;

/** Timestamps moved, and the time between two. */
final class ArithmeticFunctions {

  private ArithmeticFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("DATEADD", "DATE_ADD", "TIMESTAMPADD")
        .means(
            "The timestamp so many units later ("
                + Units.NAMES
                + "). A month later than the 31st is the last of a shorter month.")
        .example("DATEADD('month', 1, '2026-01-31')")
        .takes(Units.parameter("unit"), bigint("count"), timestamp("timestamp"))
        .gives(
            SqlType.TIMESTAMP,
            (unit, count, timestamp) -> moved("DATEADD", unit, count, timestamp));
    functions
        .function("DATESUB", "DATE_SUB", "TIMESTAMPSUB")
        .means("The timestamp so many units earlier; see DATEADD.")
        .example("DATESUB('hour', 6, '2026-11-22T06:30:00Z')")
        .takes(Units.parameter("unit"), bigint("count"), timestamp("timestamp"))
        .gives(
            SqlType.TIMESTAMP,
            (unit, count, timestamp) ->
                moved("DATESUB", unit, count == Long.MIN_VALUE ? count : -count, timestamp));
    functions
        .function("DATEDIFF", "DATE_DIFF", "TIMESTAMPDIFF")
        .means(
            "How many whole units ("
                + Units.NAMES
                + ") lie between two timestamps; negative if the second is earlier.")
        .example("DATEDIFF('minute', '2026-11-22T06:00:00Z', '2026-11-22T06:45:59Z')")
        .example("DATEDIFF('month', '2026-01-31', '2026-02-28')")
        .takes(Units.parameter("unit"), timestamp("start"), timestamp("end"))
        .gives(SqlType.BIGINT, ArithmeticFunctions::between);
  }

  private static Date moved(String function, TemporalUnit unit, long count, Date timestamp) {
    long fixed = Units.millis(unit);
    try {
      if (fixed > 0) {
        return new Date(Math.addExact(timestamp.getTime(), Math.multiplyExact(count, fixed)));
      }
      return new Date(at(timestamp).plus(count, unit).toInstant().toEpochMilli());
    } catch (ArithmeticException | DateTimeException e) {
      throw new DataException(function + " is out of range", e);
    }
  }

  private static long between(TemporalUnit unit, Date start, Date end) {
    long fixed = Units.millis(unit);
    try {
      return fixed > 0
          ? Math.subtractExact(end.getTime(), start.getTime()) / fixed
          : unit.between(at(start), at(end));
    } catch (ArithmeticException | DateTimeException e) {
      throw new DataException("DATEDIFF is out of range", e);
    }
  }

  private static OffsetDateTime at(Date date) {
    return Instant.ofEpochMilli(date.getTime()).atOffset(ZoneOffset.UTC);
  }
}
