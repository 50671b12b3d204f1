package io.acequia.smt.query;

import io.acequia.smt.record.RecordPart;
import io.acequia.sql.BindingCache;
import io.acequia.sql.Row;
import io.acequia.sql.Shape;
import io.acequia.sql.SqlException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of Connect as a row. One object for all records, one after the other; not thread-safe.
 */
public final class RecordRow implements Row {

  private final RecordPart part;
  private @Nullable ConnectRecord<?> record;
  private @Nullable Object value;

  public RecordRow(RecordPart part) {
    this.part = part;
  }

  /** Makes this the row of another record. */
  public void set(ConnectRecord<?> next) {
    record = next;
    Object payload = part.value(next);
    value = payload instanceof ByteBuffer buffer ? bytes(buffer) : payload;
  }

  /**
   * What the value is: a struct, a map, or JSON as text or bytes; a null without schema is a map
   * without keys.
   *
   * @throws DataException if it is none of them
   */
  public Shape.Form form() {
    if (value instanceof Struct) {
      return Shape.Form.STRUCT;
    }
    if (value instanceof Map) {
      return Shape.Form.MAP;
    }
    if (value instanceof byte[] || value instanceof String) {
      return Shape.Form.JSON;
    }
    if (value == null) {
      Schema schema = part.schema(current());
      return schema != null && schema.type() == Schema.Type.STRUCT
          ? Shape.Form.STRUCT
          : Shape.Form.MAP;
    }
    throw new DataException(
        "a statement needs a struct, a map or JSON, but the %s of this record of topic %s is a %s"
            .formatted(part, current().topic(), value.getClass().getName()));
  }

  /**
   * What is bound to rows like this one.
   *
   * @throws DataException if the statement does not fit the record's schema
   */
  public <T> T bound(BindingCache<T> cache) {
    Shape.Form form = form();
    try {
      return cache.get(
          form, form == Shape.Form.STRUCT ? part.schema(current()) : null, current().keySchema());
    } catch (SqlException e) {
      throw new DataException("the statement does not fit this record: " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private ConnectRecord<?> current() {
    return Objects.requireNonNull(record, "set() comes first");
  }

  @Override
  public @Nullable Object value() {
    return value;
  }

  @Override
  public @Nullable Object key() {
    return current().key();
  }

  @Override
  public String topic() {
    return current().topic();
  }

  @Override
  public @Nullable Integer partition() {
    return current().kafkaPartition();
  }

  @Override
  public @Nullable Long offset() {
    return current() instanceof SinkRecord sinkRecord ? (Long) sinkRecord.kafkaOffset() : null;
  }

  @Override
  public @Nullable Long timestamp() {
    return current().timestamp();
  }

  @Override
  public @Nullable Object header(String name) {
    Header header = current().headers().lastWithName(name);
    return header == null ? null : header.value();
  }
}
