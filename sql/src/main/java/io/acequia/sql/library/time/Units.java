package io.acequia.sql.library.time;

import io.acequia.sql.function.Parameter;
import io.acequia.sql.type.SqlType.Kind;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Units of time by name. */
final class Units {

  static final String NAMES =
      "millisecond, second, minute, hour, day, week, month, quarter or year";

  private static final Map<String, TemporalUnit> BY_NAME =
      Map.ofEntries(
          Map.entry("millisecond", ChronoUnit.MILLIS),
          Map.entry("second", ChronoUnit.SECONDS),
          Map.entry("minute", ChronoUnit.MINUTES),
          Map.entry("hour", ChronoUnit.HOURS),
          Map.entry("day", ChronoUnit.DAYS),
          Map.entry("week", ChronoUnit.WEEKS),
          Map.entry("month", ChronoUnit.MONTHS),
          Map.entry("quarter", IsoFields.QUARTER_YEARS),
          Map.entry("year", ChronoUnit.YEARS));

  private Units() {}

  /** The name of a unit, in any case, also in the plural. */
  static Parameter<TemporalUnit> parameter(String name) {
    return Parameter.of(
        name,
        "a unit of time",
        Set.of(Kind.STRING),
        (place, argument) ->
            value -> {
              if (!(value instanceof String text)) {
                throw place.refuses("a unit of time", value);
              }
              TemporalUnit unit = find(text);
              if (unit == null) {
                throw place.invalid("must be " + NAMES);
              }
              return unit;
            });
  }

  /** Milliseconds of a unit that always has as many (in UTC), or 0. */
  static long millis(TemporalUnit unit) {
    return unit instanceof ChronoUnit chrono && chrono.compareTo(ChronoUnit.WEEKS) <= 0
        ? chrono.getDuration().toMillis()
        : 0;
  }

  private static @Nullable TemporalUnit find(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    TemporalUnit unit = BY_NAME.get(name);
    return unit == null && name.endsWith("s")
        ? BY_NAME.get(name.substring(0, name.length() - 1))
        : unit;
  }
}
