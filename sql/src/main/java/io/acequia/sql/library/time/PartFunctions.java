package io.acequia.sql.library.time;

import static io.acequia.sql.library.time.TimeParameters.timestampOrTime;
import static io.acequia.sql.library.time.TimeParameters.zone;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;
import java.time.ZoneOffset;
import java.util.List;

/** Years, days and hours of timestamps. */
final class PartFunctions {

  private PartFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("DATE_PART")
        .means(
            "A part of a timestamp, in UTC or in a zone: century, decade, year, isoyear, quarter,"
                + " month, week, day, doy, dow (0 is Sunday), isodow (7 is Sunday), hour, minute,"
                + " milliseconds, or with a fraction second or epoch. EXTRACT(part FROM timestamp)"
                + " is the same.")
        .example("DATE_PART('hour', '2026-11-22T06:30:00Z')")
        .example("DATE_PART('day', '2026-11-22T06:30:00Z', 'America/Los_Angeles')")
        .example("DATE_PART('epoch', '2026-11-22T06:30:00.5Z')")
        .takes(
            TimePart.parameter("part"),
            timestampOrTime("timestamp"),
            zone("zone").orElse(ZoneOffset.UTC))
        .gives(PartFunctions::type, (part, date, zone) -> part.of(date.getTime(), zone));
    part(functions, "YEAR", TimePart.YEAR, 0, "The year");
    part(functions, "QUARTER", TimePart.QUARTER, 0, "The quarter of the year");
    part(functions, "MONTH", TimePart.MONTH, 0, "The month of the year");
    part(functions, "WEEK", TimePart.WEEK, 0, "The week of the year (ISO 8601)");
    part(functions, "DAY", TimePart.DAY, 0, "The day of the month");
    part(functions, "DAYOFMONTH", TimePart.DAY, 0, "The day of the month");
    part(functions, "DAYOFYEAR", TimePart.DOY, 0, "The day of the year");
    part(functions, "DAYOFWEEK", TimePart.DOW, 1, "The day of the week, 1 for Sunday,");
    part(functions, "HOUR", TimePart.HOUR, 0, "The hour of the day");
    part(functions, "MINUTE", TimePart.MINUTE, 0, "The minute of the hour");
    part(
        functions, "SECOND", TimePart.SECOND, 0, "The second of the minute, without its fraction,");
  }

  private static void part(
      FunctionSet functions, String name, TimePart part, int first, String meaning) {
    functions
        .function(name)
        .means(meaning + " of a timestamp, in UTC or in a zone.")
        .example(name + "('2026-11-22T06:30:15Z')")
        .takes(timestampOrTime("timestamp"), zone("zone").orElse(ZoneOffset.UTC))
        .gives(SqlType.INTEGER, (date, zone) -> part.of(date.getTime(), zone).intValue() + first);
  }

  private static SqlType type(List<Argument> arguments) {
    Argument part = arguments.get(0);
    if (!part.constant() || !(part.value() instanceof String name)) {
      return SqlType.ANY;
    }
    TimePart constant = TimePart.find(name);
    return constant != null && constant.isFraction() ? SqlType.DOUBLE : SqlType.BIGINT;
  }
}
