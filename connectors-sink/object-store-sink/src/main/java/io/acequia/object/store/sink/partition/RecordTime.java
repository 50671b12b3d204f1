package io.acequia.object.store.sink.partition;

import io.acequia.commons.path.FieldPath;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Date;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** A record's time, in milliseconds since 1970: its timestamp in Kafka, or a field's. */
public final class RecordTime {
  private final @Nullable FieldPath field;

  /**
   * @param field of the value: a Timestamp, a whole number of milliseconds, or ISO 8601 text with
   *     an offset; {@code null} for the record's own timestamp
   */
  public RecordTime(@Nullable FieldPath field) {
    this.field = field;
  }

  /**
   * The time.
   *
   * @param value of the record, parsed
   * @throws DataException if there is none
   */
  public long of(SinkRecord record, @Nullable Object value) {
    if (field == null) {
      Long timestamp = record.timestamp();
      if (timestamp == null) {
        throw new DataException("the record has no timestamp");
      }
      return timestamp;
    }
    Object time = field.get(value);
    if (time instanceof Date date) {
      return date.toInstant().toEpochMilli();
    }
    if (time instanceof Long || time instanceof Integer) {
      return ((Number) time).longValue();
    }
    if (time instanceof String text) {
      try {
        return OffsetDateTime.parse(text).toInstant().toEpochMilli();
      } catch (DateTimeException | ArithmeticException e) {
        // Without the cause, whose message quotes the text.
        throw new DataException("the field '" + field + "' is no time of ISO 8601");
      }
    }
    throw new DataException(
        "the field '" + field + "' is " + (time == null ? "missing" : "no time"));
  }
}
