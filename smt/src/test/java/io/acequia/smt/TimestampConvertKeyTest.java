package io.acequia.smt;

import io.acequia.testkit.TransformationContract;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

class TimestampConvertKeyTest extends TransformationContract {

  @Override
  protected Transformation<SinkRecord> newTransformation() {
    return new TimestampConvert.Key<>();
  }

  @Override
  protected Map<String, ?> config() {
    return Map.of("fields", "at", "to", "epoch.ms");
  }

  @Override
  protected SinkRecord record(@Nullable Schema schema, @Nullable Object payload) {
    return recordOf(schema, payload, Schema.STRING_SCHEMA, "a-value");
  }

  @Override
  protected @Nullable Object payload(SinkRecord record) {
    return record.key();
  }

  @Override
  protected @Nullable Schema schema(SinkRecord record) {
    return record.keySchema();
  }

  @Override
  protected Map<String, Object> schemalessSample() {
    return Map.of("id", 7L, "at", "2026-11-22T06:04:16Z");
  }

  @Override
  protected Struct structSample() {
    return TimestampConvertValueTest.event();
  }
}
