package io.acequia.http.source.event;

import static io.acequia.http.source.event.EventResolver.given;

import io.acequia.http.source.answer.JsonBytes;
import java.util.List;
import org.apache.kafka.connect.data.Schema;

/**
 * The event as the bytes of its JSON, the envelope in a fixed order, {@code data} and {@code
 * metadata} copied from the body as they came. For {@code ByteArrayConverter}; nothing is parsed
 * twice, and nothing that the client wrote is changed, numbers of any size included.
 */
public final class RawFormat implements EventFormat {

  private static final int USUAL_SIZE = 4096;

  private final JsonScanner scanner;
  private final JsonBytes json = new JsonBytes(USUAL_SIZE);

  /**
   * @param keyPath of the record's key, which is picked up while scanning
   */
  public RawFormat(int maxDepth, List<String> keyPath) {
    this.scanner = new JsonScanner(maxDepth, keyPath);
  }

  @Override
  public ValueReader reader() {
    return scanner;
  }

  @Override
  public Object value(Event event) {
    json.clear();
    // The ids and the timestamp are checked to need no escapes.
    json.ascii("{\"event_id\":\"").ascii(given(event.eventId));
    json.ascii("\",\"stream_id\":\"").ascii(given(event.streamId));
    json.ascii("\",\"timestamp\":\"").ascii(given(event.timestamp));
    json.ascii("\",\"event_type\":").quoted(given(event.eventType));
    json.ascii(",\"data\":").raw(event.body, event.dataStart, event.dataEnd);
    if (event.metadataStart != Event.NONE) {
      json.ascii(",\"metadata\":").raw(event.body, event.metadataStart, event.metadataEnd);
    }
    return json.ascii("}").toBytes();
  }

  @Override
  public Schema schema() {
    return Schema.BYTES_SCHEMA;
  }
}
