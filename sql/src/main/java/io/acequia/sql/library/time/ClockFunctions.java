package io.acequia.sql.library.time;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;
import java.time.Clock;
import java.util.Date;

/** What time it is. */
final class ClockFunctions {

  static final long DAY = 86_400_000L;

  private ClockFunctions() {}

  static void declare(FunctionSet functions, Clock clock) {
    functions
        .function("NOW", "CURRENT_TIMESTAMP")
        .means("The time at which the record is processed.")
        .notDeterministic()
        .gives(SqlType.TIMESTAMP, () -> new Date(clock.millis()));
    functions
        .function("CURRENT_DATE")
        .means("The day, in UTC, on which the record is processed.")
        .notDeterministic()
        .gives(SqlType.DATE, () -> new Date(Math.floorDiv(clock.millis(), DAY) * DAY));
    functions
        .function("CURRENT_TIME")
        .means("The time of the day, in UTC, at which the record is processed.")
        .notDeterministic()
        .gives(SqlType.TIME, () -> new Date(Math.floorMod(clock.millis(), DAY)));
    functions
        .function("UNIX_TIMESTAMP")
        .written("UNIX_TIMESTAMP()")
        .written("UNIX_TIMESTAMP(timestamp)")
        .means(
            "Milliseconds since the epoch, of a timestamp or of the time at which the record is"
                + " processed.")
        .notDeterministic()
        .takes(TimeParameters.timestamp("timestamp").orAbsent())
        .gives(SqlType.BIGINT, date -> date == null ? clock.millis() : date.getTime());
  }
}
