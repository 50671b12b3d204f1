package io.acequia.streams.transforms.source;

import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.jspecify.annotations.Nullable;

/**
 * Gives records the time of their events: what {@link EventTimeReader} read, else the record's own,
 * or for one of a producer that gave it none the time that its partition has come to.
 */
public final class EventTimestamps implements TimestampExtractor {

  private final EventTimeReader time;
  private final @Nullable Clock clock;

  /**
   * @param clock of the time of processing; null: the records say
   */
  public EventTimestamps(EventTimeReader time, @Nullable Clock clock) {
    this.time = time;
    this.clock = clock;
  }

  @Override
  public long extract(ConsumerRecord<Object, Object> consumed, long partitionTime) {
    if (clock != null) {
      return clock.millis();
    }
    long event = time(consumed.value());
    if (event != Event.NO_TIME) {
      return event;
    }
    return consumed.timestamp() >= 0 ? consumed.timestamp() : Math.max(0, partitionTime);
  }

  private long time(@Nullable Object value) {
    if (value instanceof Event event) {
      return event.time();
    }
    if (value instanceof Map<?, ?> row) {
      return time.read(row);
    }
    return Event.NO_TIME;
  }
}
