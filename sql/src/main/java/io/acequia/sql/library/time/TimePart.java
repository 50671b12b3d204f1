package io.acequia.sql.library.time;

import io.acequia.sql.function.Parameter;
import io.acequia.sql.type.SqlType.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of a timestamp, as PostgreSQL's {@code date_part} and {@code EXTRACT} name them. */
enum TimePart {
  CENTURY,
  DECADE,
  YEAR,
  ISOYEAR,
  QUARTER,
  MONTH,
  WEEK,
  DAY,
  DOY,
  /** From 0 for Sunday. */
  DOW,
  /** From 1 for Monday. */
  ISODOW,
  HOUR,
  MINUTE,
  SECOND,
  MILLISECONDS,
  EPOCH;

  private static final long DAY_MILLIS = 86_400_000L;

  /** The name of one, in any case, also in the plural. */
  static Parameter<TimePart> parameter(String name) {
    return Parameter.of(
        name,
        "a part of a timestamp",
        Set.of(Kind.STRING),
        (place, argument) ->
            value -> {
              if (!(value instanceof String text)) {
                throw place.refuses("a part of a timestamp", value);
              }
              TimePart part = find(text);
              if (part == null) {
                throw place.invalid(
                    "must be century, decade, year, isoyear, quarter, month, week, day, doy, dow,"
                        + " isodow, hour, minute, second, milliseconds or epoch");
              }
              return part;
            });
  }

  static @Nullable TimePart find(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    for (TimePart part : values()) {
      if (part.name().equals(name) || (part.name() + "S").equals(name)) {
        return part;
      }
    }
    return switch (name) {
      case "MILLISECOND" -> MILLISECONDS;
      case "CENTURIES" -> CENTURY;
      default -> null;
    };
  }

  /** Whether the part may have a fraction. */
  boolean isFraction() {
    return this == SECOND || this == EPOCH;
  }

  /** A {@link Double} if {@link #isFraction}, otherwise a {@link Long}. */
  Number of(long millis, ZoneId zone) {
    long local =
        zone == ZoneOffset.UTC
            ? millis
            : millis
                + zone.getRules().getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds() * 1000L;
    long inDay = Math.floorMod(local, DAY_MILLIS);
    return switch (this) {
      case EPOCH -> millis / 1000.0;
      case SECOND -> inDay % 60_000 / 1000.0;
      case MILLISECONDS -> inDay % 60_000;
      case MINUTE -> inDay / 60_000 % 60;
      case HOUR -> inDay / 3_600_000;
      default -> ofDate(LocalDate.ofEpochDay(Math.floorDiv(local, DAY_MILLIS)));
    };
  }

  private Number ofDate(LocalDate date) {
    int year = date.getYear();
    return switch (this) {
      case CENTURY -> (long) (year > 0 ? (year + 99) / 100 : -((-year + 100) / 100));
      case DECADE -> (long) Math.floorDiv(year, 10);
      // There is no year 0: before the year 1 comes -1.
      case YEAR -> (long) (year > 0 ? year : year - 1);
      case ISOYEAR -> (long) date.get(IsoFields.WEEK_BASED_YEAR);
      case QUARTER -> (long) date.get(IsoFields.QUARTER_OF_YEAR);
      case MONTH -> (long) date.getMonthValue();
      case WEEK -> (long) date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case DAY -> (long) date.getDayOfMonth();
      case DOY -> (long) date.getDayOfYear();
      case DOW -> (long) date.get(ChronoField.DAY_OF_WEEK) % 7;
      case ISODOW -> (long) date.get(ChronoField.DAY_OF_WEEK);
      default -> throw new IllegalStateException(name());
    };
  }
}
