package io.acequia.elasticsearch.sink.mapping;

import io.acequia.commons.path.FieldPath;
import io.acequia.elasticsearch.sink.json.JsonFields;
import io.acequia.elasticsearch.sink.json.RawJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record at a time, with the fields of its value whether that is a Struct, a map or JSON text.
 * Not thread-safe.
 */
final class RecordFields {
  private final JsonFields json;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final @Nullable FieldPath timeField;
  private @Nullable SinkRecord record;
  private byte @Nullable [] raw;
  private @Nullable Object @Nullable [] parsed;

  /** The paths are all that will be asked for in JSON texts. */
  RecordFields(List<FieldPath> paths, @Nullable FieldPath timeField) {
    // A field may be asked for by several templates.
    List<FieldPath> unique = new ArrayList<>();
    for (FieldPath path : paths) {
      if (numbers.putIfAbsent(path.toString(), unique.size()) == null) {
        unique.add(path);
      }
    }
    this.json = new JsonFields(unique);
    this.timeField = timeField;
  }

  /** Turns to this record. */
  void read(SinkRecord next) {
    record = next;
    raw = RawJson.of(next.value());
    parsed = null;
  }

  private SinkRecord record() {
    if (record == null) {
      throw new IllegalStateException("no record is read");
    }
    return record;
  }

  String topic() {
    return record().topic();
  }

  String partition() {
    return String.valueOf(record().kafkaPartition());
  }

  @Nullable Object key() {
    return record().key();
  }

  /** The value's bytes if it is JSON text. */
  byte @Nullable [] raw() {
    return raw;
  }

  /** A field of the value, {@code null} if it is not there. */
  @Nullable Object field(FieldPath path) {
    byte[] text = raw;
    if (text == null) {
      return path.get(record().value());
    }
    if (parsed == null) {
      parsed = json.read(text);
    }
    Integer number = numbers.get(path.toString());
    if (number == null) {
      throw new IllegalStateException("'" + path + "' was not announced");
    }
    return parsed[number];
  }

  /**
   * The record's time in milliseconds since 1970: of the field that tells it, or Kafka's.
   *
   * @throws DataException if it has none
   */
  long time() {
    if (timeField != null && record().value() != null) {
      return EventTime.of(timeField, field(timeField));
    }
    Long timestamp = record().timestamp();
    if (timestamp == null) {
      throw new DataException("the record has no timestamp");
    }
    return timestamp;
  }
}
