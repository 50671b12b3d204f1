package io.acequia.elasticsearch.sink.mapping;

import io.acequia.commons.path.FieldPath;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The time in a field: a date of Connect, milliseconds since 1970, or an ISO 8601 text. */
final class EventTime {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern(
          "yyyy-MM-dd['T'HH:mm[:ss[.SSSSSSSSS][.SSSSSS][.SSS]][XXX][XX][X]]");

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
