package io.acequia.http.source.event;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How an event becomes a record's value, which always has the fields {@code event_id}, {@code
 * stream_id}, {@code timestamp}, {@code event_type}, {@code data} and, where given, {@code
 * metadata}. Not thread-safe: one for each event loop.
 */
public interface EventFormat {

  /** How {@code data} and {@code metadata} are read for this format. */
  ValueReader reader();

  /**
   * The value of an identified event.
   *
   * @throws InvalidEventException if the event does not fit the declared schema
   */
  Object value(Event event);

  /** The schema of all values; {@code null} for schemaless ones. */
  @Nullable Schema schema();
}
