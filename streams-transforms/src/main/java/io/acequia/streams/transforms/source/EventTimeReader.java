package io.acequia.streams.transforms.source;

import io.acequia.streams.transforms.plan.EventTime;
import java.time.DateTimeException;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Reads from a row's field when its event happened. Immutable. */
public final class EventTimeReader {

  private final @Nullable String field;
  private final String[] path;
  private final List<TimeFormat> formats;

  /**
   * @throws org.apache.kafka.common.config.ConfigException if a format is none
   */
  public EventTimeReader(EventTime time) {
    field = time.kind() == EventTime.Kind.FIELD ? time.field() : null;
    path =
        field == null
            ? new String[0]
            : Stream.of(field.split("\\.")).map(String::intern).toArray(String[]::new);
    formats = time.formats().stream().map(text -> TimeFormat.of(text, time.zone())).toList();
  }

  /** The field that has to be read for it; null: none. */
  public @Nullable String rootField() {
    return field == null ? null : path[0];
  }

  /**
   * Milliseconds since the epoch, or {@link Event#NO_TIME} if no field says so.
   *
   * @throws DataException if the field is missing or of none of the formats; without its value
   */
  public long read(Map<?, ?> row) {
    return time(given(row));
  }

  /** What the field holds, in whichever form. */
  @Nullable Object given(Map<?, ?> row) {
    Object value = row;
    for (String step : path) {
      value = value instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return path.length == 0 ? null : value;
  }

  /**
   * The same of what the field holds.
   *
   * @throws DataException as {@link #read} does
   */
  long time(@Nullable Object value) {
    if (field == null) {
      return Event.NO_TIME;
    }
    if (value == null) {
      throw new DataException("The field '" + field + "' with the event's time is missing");
    }
    for (TimeFormat format : formats) {
      Long millis = millis(format, value);
      if (millis != null) {
        if (millis < 0) {
          throw new DataException("The time in the field '" + field + "' is before 1970");
        }
        return millis;
      }
    }
    throw new DataException("The time in the field '" + field + "' has none of the formats");
  }

  private @Nullable Long millis(TimeFormat format, Object value) {
    if (value instanceof Date date) {
      return date.getTime(); // Avro says itself what is a time.
    }
    try {
      return format.millis(value);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }
}
