package io.acequia.streams.transforms.topology;

import io.acequia.sql.Row;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The record that is being processed, as expressions see it; one object for all of a task's. */
final class RowView implements Row {

  private @Nullable Object value;
  private @Nullable Object key;
  private long timestamp;
  private Headers headers = new RecordHeaders();
  private @Nullable RecordMetadata metadata;

  void set(FixedKeyRecord<?, ?> record, ProcessingContext context) {
    set(record.key(), record.value(), record.timestamp(), record.headers(), context);
  }

  void set(Record<?, ?> record, ProcessingContext context) {
    set(record.key(), record.value(), record.timestamp(), record.headers(), context);
  }

  private void set(
      @Nullable Object key,
      @Nullable Object value,
      long timestamp,
      Headers headers,
      ProcessingContext context) {
    this.key = key;
    this.value = value;
    this.timestamp = timestamp;
    this.headers = headers;
    this.metadata = context.recordMetadata().orElse(null);
  }

  /** The same record with another row. */
  RowView withValue(@Nullable Object row) {
    value = row;
    return this;
  }

  /** Notes in the record's headers where it comes from. */
  void note(Originals originals) {
    originals.note(headers, metadata);
  }

  @Override
  public @Nullable Object value() {
    return value;
  }

  @Override
  public @Nullable Object key() {
    return key;
  }

  @Override
  public @Nullable String topic() {
    return metadata == null ? null : metadata.topic();
  }

  @Override
  public @Nullable Integer partition() {
    return metadata == null ? null : (Integer) metadata.partition();
  }

  @Override
  public @Nullable Long offset() {
    return metadata == null ? null : (Long) metadata.offset();
  }

  @Override
  public Long timestamp() {
    return timestamp;
  }

  @Override
  public @Nullable Object header(String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
