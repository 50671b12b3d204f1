package io.acequia.smt.record;

import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The part of a record that a transform works on. */
public enum RecordPart {
  KEY,
  VALUE;

  public @Nullable Schema schema(ConnectRecord<?> record) {
    return this == KEY ? record.keySchema() : record.valueSchema();
  }

  public @Nullable Object value(ConnectRecord<?> record) {
    return this == KEY ? record.key() : record.value();
  }

  /**
   * A Struct or a Map, or null.
   *
   * @param transform for the message
   * @throws DataException if it is something else, such as bytes
   */
  public @Nullable Object container(ConnectRecord<?> record, String transform) {
    Object value = value(record);
    if (value != null && !(value instanceof Struct) && !(value instanceof Map)) {
      throw new DataException(
          "%s needs a struct or a map, but the %s of this record of topic %s is a %s"
              .formatted(transform, this, record.topic(), value.getClass().getName()));
    }
    return value;
  }

  /** The record with another key or value; the record itself if neither changed. */
  public <R extends ConnectRecord<R>> R with(
      R record, @Nullable Schema schema, @Nullable Object value) {
    if (value == value(record) && schema == schema(record)) {
      return record;
    }
    return this == KEY
        ? record.newRecord(
            record.topic(),
            record.kafkaPartition(),
            schema,
            value,
            record.valueSchema(),
            record.value(),
            record.timestamp())
        : record.newRecord(
            record.topic(),
            record.kafkaPartition(),
            record.keySchema(),
            record.key(),
            schema,
            value,
            record.timestamp());
  }

  /** {@code key} or {@code value}. */
  @Override
  public String toString() {
    return this == KEY ? "key" : "value";
  }
}
