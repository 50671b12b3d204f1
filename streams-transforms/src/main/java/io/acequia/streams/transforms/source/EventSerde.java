package io.acequia.streams.transforms.source;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads events from a source's records. Event time is read here too, so that a record without a
 * proper one is a bad record like any other that cannot be read.
 */
public final class EventSerde implements Serde<Event> {

  private final ThreadLocal<EventReader> readers;

  public EventSerde(SourceFormat format, Wanted wanted, EventTimeReader time) {
    // Streams gives all of its threads this one object.
    this.readers = ThreadLocal.withInitial(() -> new EventReader(format.open(wanted), time));
  }

  @Override
  public Serializer<Event> serializer() {
    return (topic, event) -> {
      throw new UnsupportedOperationException("events are only read");
    };
  }

  @Override
  public Deserializer<Event> deserializer() {
    return new Deserializer<>() {
      @Override
      public @Nullable Event deserialize(String topic, byte @Nullable [] value) {
        return deserialize(topic, new RecordHeaders(), value);
      }

      @Override
      public @Nullable Event deserialize(String topic, Headers headers, byte @Nullable [] value) {
        if (value == null) {
          return null;
        }
        return readers.get().read(topic, headers, value);
      }
    };
  }
}
