package io.acequia.sql.library.time;

import io.acequia.sql.function.Parameter;
import io.acequia.sql.function.Parameters;
import io.acequia.sql.function.Place;
import io.acequia.sql.time.IsoTimestamp;
import io.acequia.sql.type.SqlType.Kind;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.EnumSet;
import java.util.Set;

/** The parameters that functions of time have. */
final class TimeParameters {

  private static final String EXPECTED = "a timestamp";
  private static final Set<Kind> KINDS =
      Set.of(Kind.TIMESTAMP, Kind.DATE, Kind.BIGINT, Kind.STRING);

  private TimeParameters() {}

  /** A timestamp or date, milliseconds since the epoch, or text in ISO 8601 (UTC by default). */
  static Parameter<Date> timestamp(String name) {
    return moment(name, KINDS);
  }

  /** As {@link #timestamp}, or a time of the day. */
  static Parameter<Date> timestampOrTime(String name) {
    Set<Kind> kinds = EnumSet.of(Kind.TIME);
    kinds.addAll(KINDS);
    return moment(name, kinds);
  }

  private static Parameter<Date> moment(String name, Set<Kind> kinds) {
    Parameter.Preparation<Date> millis =
        (place, argument) -> {
          Parameter.Conversion<Long> number = Parameters.wholeNumber(place, EXPECTED);
          return value -> {
            if (value instanceof Date date) {
              return date;
            }
            return new Date(
                value instanceof String text ? parsed(place, text) : number.convert(value));
          };
        };
    return Parameter.of(name, EXPECTED, kinds, millis);
  }

  /** A zone such as {@code Europe/Madrid} or {@code +02:00}; UTC if it is left out. */
  static Parameter<ZoneId> zone(String name) {
    return Parameter.of(
        name,
        "a time zone",
        Set.of(Kind.STRING),
        (place, argument) ->
            value -> {
              if (!(value instanceof String text)) {
                throw place.refuses("a time zone", value);
              }
              try {
                ZoneId zone = ZoneId.of(text, ZoneId.SHORT_IDS).normalized();
                return zone.equals(ZoneOffset.UTC) ? ZoneOffset.UTC : zone;
              } catch (DateTimeException e) {
                throw place.invalid("is no time zone such as Europe/Madrid or +02:00");
              }
            });
  }

  /** A pattern of {@link java.time.format.DateTimeFormatter}. */
  static Parameter<TimeFormat> format(String name) {
    return Parameter.of(
        name, "a format", Set.of(Kind.STRING), (place, argument) -> new FormatConversion(place));
  }

  private static long parsed(Place place, String text) {
    try {
      return IsoTimestamp.parse(text, ZoneOffset.UTC);
    } catch (DateTimeException e) {
      // Without the cause, whose message may quote the text.
      throw place.invalid("is no ISO 8601 timestamp");
    }
  }

  /** Compiles a format when it differs from the last one. */
  private static final class FormatConversion implements Parameter.Conversion<TimeFormat> {
    private final Place place;
    private String last = "";
    private TimeFormat format = TimeFormat.NONE;

    FormatConversion(Place place) {
      this.place = place;
    }

    @Override
    public TimeFormat convert(Object value) {
      if (!(value instanceof String pattern)) {
        throw place.refuses("a format", value);
      }
      if (!pattern.equals(last) || format == TimeFormat.NONE) {
        try {
          format = TimeFormat.of(pattern);
        } catch (IllegalArgumentException e) {
          throw place.invalid(String.valueOf(e.getMessage()));
        }
        last = pattern;
      }
      return format;
    }
  }
}
