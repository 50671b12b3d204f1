package io.acequia.smt.script;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** What a script is told of a record besides its event. */
public final class RecordMetadata {

  private RecordMetadata() {}

  /**
   * {@code topic}, {@code partition}, {@code offset} (null in front of a source's producer), {@code
   * timestamp} (milliseconds), {@code key}, {@code value} and {@code headers} by name; of several
   * headers with one name, the last.
   */
  public static Map<String, @Nullable Object> of(ConnectRecord<?> record) {
    Map<String, @Nullable Object> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), header.value());
    }
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("topic", record.topic());
    metadata.put("partition", record.kafkaPartition());
    metadata.put("offset", record instanceof SinkRecord sink ? sink.kafkaOffset() : null);
    metadata.put("timestamp", record.timestamp());
    metadata.put("key", record.key());
    metadata.put("value", record.value());
    metadata.put("headers", headers);
    return metadata;
  }
}
