package io.acequia.http.source.event;

import static io.acequia.http.source.event.EventResolver.given;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The event as a schemaless map, which transformations can work on. For {@code JsonConverter}. */
public final class JsonFormat implements EventFormat {

  private final JsonMaps maps;

  public JsonFormat(int maxDepth) {
    this.maps = new JsonMaps(maxDepth);
  }

  @Override
  public ValueReader reader() {
    return maps;
  }

  @Override
  public Object value(Event event) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("event_id", given(event.eventId));
    value.put("stream_id", given(event.streamId));
    value.put("timestamp", given(event.timestamp));
    value.put("event_type", given(event.eventType));
    value.put("data", given(event.data));
    if (event.metadata != null) {
      value.put("metadata", event.metadata);
    }
    return value;
  }

  @Override
  public @Nullable Schema schema() {
    return null;
  }
}
