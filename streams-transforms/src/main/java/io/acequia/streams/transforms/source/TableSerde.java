package io.acequia.streams.transforms.source;

import io.acequia.sql.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table. Its store has them as its topic has, because it is filled from there without
 * their being read.
 */
public final class TableSerde implements Serde<Map<String, @Nullable Object>> {

  private final ThreadLocal<SourceFormat.Reader> readers;
  private final EventTimeReader time;
  private final boolean text;
  private final boolean avro;

  public TableSerde(SourceFormat format, EventTimeReader time) {
    this.readers = ThreadLocal.withInitial(() -> format.open(Wanted.ALL));
    this.time = time;
    this.text = format instanceof TextFormat;
    this.avro = format instanceof AvroFormat;
  }

  @Override
  public Serializer<Map<String, @Nullable Object>> serializer() {
    return (topic, row) -> row == null ? null : encode(row);
  }

  private byte[] encode(Map<String, @Nullable Object> row) {
    if (row instanceof ReadRow read) {
      return read.bytes;
    }
    String written =
        text ? String.valueOf(row.get(TextFormat.COLUMN)) : JsonWriter.write(row, null);
    return written.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Deserializer<Map<String, @Nullable Object>> deserializer() {
    return (topic, value) -> value == null ? null : decode(topic, value);
  }

  private Map<String, @Nullable Object> decode(String topic, byte[] value) {
    Map<String, @Nullable Object> row = readers.get().read(topic, new RecordHeaders(), value);
    var unused = time.read(row); // A row without its time is a bad record.
    return avro ? new ReadRow(row, value) : row;
  }

  /** A row that still has the bytes which it was read from. */
  private static final class ReadRow extends AbstractMap<String, @Nullable Object> {

    private final Map<String, @Nullable Object> row;
    private final byte[] bytes;

    ReadRow(Map<String, @Nullable Object> row, byte[] bytes) {
      this.row = row;
      this.bytes = bytes;
    }

    @Override
    public @Nullable Object get(Object name) {
      return row.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
      return row.containsKey(name);
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
      return row.entrySet();
    }
  }
}
