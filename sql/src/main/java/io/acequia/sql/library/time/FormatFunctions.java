package io.acequia.sql.library.time;

import static io.acequia.sql.function.Parameters.text;
import static io.acequia.sql.library.time.TimeParameters.format;
import static io.acequia.sql.library.time.TimeParameters.timestamp;
import static io.acequia.sql.library.time.TimeParameters.zone;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.function.Parameter;
import io.acequia.sql.time.IsoTimestamp;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Timestamps and dates to and from text. Formats are java.time's, not PostgreSQL's. */
final class FormatFunctions {

  private FormatFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("TO_CHAR", "FORMAT_TIMESTAMP", "TIMESTAMPTOSTRING")
        .means("The timestamp written in a format of java.time, in UTC or in a zone.")
        .example("TO_CHAR('2026-11-22T06:30:00Z', 'dd.MM.yyyy HH:mm')")
        .example("TO_CHAR('2026-11-22T06:30:00Z', 'EEE h:mm a XXX', 'America/New_York')")
        .takes(timestamp("timestamp"), format("format"), zone("zone").orElse(ZoneOffset.UTC))
        .gives(
            SqlType.STRING, (date, format, zone) -> format.format("TO_CHAR", date.getTime(), zone));
    functions
        .function("FORMAT_DATE")
        .means("The date written in a format of java.time.")
        .example("FORMAT_DATE('2026-11-22', 'd MMM yyyy')")
        .takes(timestamp("date"), format("format"))
        .gives(
            SqlType.STRING,
            (date, format) -> format.format("FORMAT_DATE", date.getTime(), ZoneOffset.UTC));
    functions
        .function("PARSE_TIMESTAMP")
        .means("The timestamp that a text in a format of java.time is, in UTC or in a zone.")
        .example("PARSE_TIMESTAMP('22.11.2026 06:30', 'dd.MM.yyyy HH:mm', 'Europe/Madrid')")
        .takes(text("text"), format("format"), zone("zone").orElse(ZoneOffset.UTC))
        .gives(
            SqlType.TIMESTAMP,
            (text, format, zone) -> new Date(format.parse("PARSE_TIMESTAMP", text, zone)));
    functions
        .function("STRINGTOTIMESTAMP")
        .means("As PARSE_TIMESTAMP, but in milliseconds since the epoch.")
        .example("STRINGTOTIMESTAMP('2026-11-22', 'yyyy-MM-dd')")
        .takes(text("text"), format("format"), zone("zone").orElse(ZoneOffset.UTC))
        .gives(
            SqlType.BIGINT, (text, format, zone) -> format.parse("STRINGTOTIMESTAMP", text, zone));
    functions
        .function("TO_TIMESTAMP")
        .written("TO_TIMESTAMP(seconds)")
        .written("TO_TIMESTAMP(text [, format [, zone]])")
        .means(
            "The timestamp of seconds since the epoch, or that a text is, in ISO 8601 or in a"
                + " format of java.time.")
        .example("TO_TIMESTAMP(1700000000)")
        .example("TO_TIMESTAMP('2026-11-22 06:30:00+01')")
        .example("TO_TIMESTAMP('22/11/26 06:30', 'dd/MM/yy HH:mm')")
        .takes(secondsOrText(), format("format").orAbsent(), zone("zone").orElse(ZoneOffset.UTC))
        .gives(SqlType.TIMESTAMP, FormatFunctions::toTimestamp);
    functions
        .function("TO_DATE", "PARSE_DATE")
        .means(
            "The date that a text is, in ISO 8601 or in a format of java.time; of a timestamp its"
                + " day in UTC.")
        .example("TO_DATE('22.11.2026', 'dd.MM.yyyy')")
        .example("TO_DATE('2026-11-22T06:30:00Z')")
        .takes(textOrTimestamp(), format("format").orAbsent())
        .gives(SqlType.DATE, FormatFunctions::toDate);
  }

  private static Parameter<Object> secondsOrText() {
    Set<Kind> kinds = EnumSet.of(Kind.STRING, Kind.TIMESTAMP, Kind.DATE);
    for (Kind kind : Kind.values()) {
      if (kind.isNumeric()) {
        kinds.add(kind);
      }
    }
    return Parameter.of(
        "text",
        "seconds or text",
        kinds,
        (place, argument) ->
            value -> {
              if (value instanceof Number || value instanceof String || value instanceof Date) {
                return value;
              }
              throw place.refuses("seconds or text", value);
            });
  }

  private static Parameter<Object> textOrTimestamp() {
    return Parameter.of(
        "text",
        "text or a timestamp",
        Set.of(Kind.STRING, Kind.TIMESTAMP, Kind.DATE),
        (place, argument) ->
            value -> {
              if (value instanceof String || value instanceof Date) {
                return value;
              }
              throw place.refuses("text or a timestamp", value);
            });
  }

  private static Date toTimestamp(Object value, @Nullable TimeFormat format, ZoneId zone) {
    if (value instanceof Date date) {
      return date;
    }
    if (value instanceof Number seconds) {
      return ConversionFunctions.ofSeconds(seconds);
    }
    return new Date(parsed("TO_TIMESTAMP", (String) value, format, zone));
  }

  private static Date toDate(Object value, @Nullable TimeFormat format) {
    long millis =
        value instanceof Date date
            ? date.getTime()
            : parsed("TO_DATE", (String) value, format, ZoneOffset.UTC);
    return new Date(Math.floorDiv(millis, ClockFunctions.DAY) * ClockFunctions.DAY);
  }

  private static long parsed(
      String function, String text, @Nullable TimeFormat format, ZoneId zone) {
    if (format != null) {
      return format.parse(function, text, zone);
    }
    try {
      return IsoTimestamp.parse(text, zone);
    } catch (DateTimeException e) {
      // Without the cause, whose message may quote the text.
      throw new DataException(function + " was given a text that is no ISO 8601 timestamp");
    }
  }
}
