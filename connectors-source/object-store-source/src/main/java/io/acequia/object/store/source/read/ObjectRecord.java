package io.acequia.object.store.source.read;

import io.acequia.object.store.source.offset.ObjectProgress;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.source.SourceRecord;

/** A record that knows of which object it is. */
public final class ObjectRecord extends SourceRecord {

  private final ObjectProgress progress;

  ObjectRecord(
      ObjectProgress progress,
      Map<String, ?> partition,
      Map<String, ?> offset,
      String topic,
      SchemaAndValue value,
      long timestamp) {
    super(partition, offset, topic, null, null, null, value.schema(), value.value(), timestamp);
    this.progress = progress;
  }

  public ObjectProgress progress() {
    return progress;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
