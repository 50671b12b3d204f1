package io.acequia.streams.transforms.source;

import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads events with their time, one after the other, for one thread. */
final class EventReader {

  private final SourceFormat.Reader fields;
  private final EventTimeReader times;

  /** Events that follow each other often say the same time: the last one that was read. */
  private @Nullable String lastText;

  private long lastTime;

  EventReader(SourceFormat.Reader fields, EventTimeReader times) {
    this.fields = fields;
    this.times = times;
  }

  /**
   * @throws org.apache.kafka.connect.errors.DataException if there is no event or no time of it
   */
  Event read(String topic, Headers headers, byte[] value) {
    Map<String, @Nullable Object> row = fields.read(topic, headers, value);
    return new Event(time(times.given(row)), row);
  }

  private long time(@Nullable Object given) {
    if (!(given instanceof String text)) {
      return times.time(given);
    }
    if (!text.equals(lastText)) {
      lastTime = times.time(text);
      lastText = text;
    }
    return lastTime;
  }
}
