package io.acequia.elasticsearch.sink.mapping;

import io.acequia.commons.path.FieldPath;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.Locale;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The time in a field: a date of Connect, milliseconds since 1970, or an ISO 8601 text. */
final class EventTime {
  // Strict, so that there is no 30th of February; of as many decimals as the writer has, since
  // some leave zeros out and others have seven.
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd['T'HH:mm[:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern("][XXX][XX][X]]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private EventTime() {}

  /**
   * In milliseconds since 1970.
   *
   * @throws DataException naming the field, if it holds no time
   */
  static long of(FieldPath field, @Nullable Object value) {
    if (value instanceof Date date) {
      return date.getTime();
    }
    if (value instanceof Number number) {
      return number.longValue();
    }
    if (value instanceof String text) {
      try {
        return parse(text.strip());
      } catch (DateTimeException | ArithmeticException e) {
        // Without the cause, whose message quotes the text.
        throw new DataException("the field '" + field + "' holds no ISO 8601 time");
      }
    }
    throw new DataException("the field '" + field + "' holds no time");
  }

  private static long parse(String text) {
    TemporalAccessor parsed =
        ISO.parseBest(
            text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    Instant instant =
        parsed instanceof OffsetDateTime offset
            ? offset.toInstant()
            : parsed instanceof LocalDateTime local
                ? local.toInstant(ZoneOffset.UTC)
                : ((LocalDate) parsed).atStartOfDay().toInstant(ZoneOffset.UTC);
    return instant.toEpochMilli();
  }
}
