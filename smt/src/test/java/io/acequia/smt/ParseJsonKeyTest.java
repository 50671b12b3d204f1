package io.acequia.smt;

import io.acequia.testkit.TransformationContract;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

class ParseJsonKeyTest extends TransformationContract {

  @Override
  protected Transformation<SinkRecord> newTransformation() {
    return new ParseJson.Key<>();
  }

  @Override
  protected Map<String, ?> config() {
    return Map.of("fields", "payload", "schema.mode", "declared", "schema", "gate STRING NOT NULL");
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
    return Map.of("id", 7L, "payload", "{\"gate\":\"B4\"}");
  }

  @Override
  protected Struct structSample() {
    return ParseJsonValueTest.event();
  }
}
