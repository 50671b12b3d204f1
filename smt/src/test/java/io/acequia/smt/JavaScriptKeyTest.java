package io.acequia.smt;

import io.acequia.testkit.TransformationContract;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

class JavaScriptKeyTest extends TransformationContract {

  @Override
  protected Transformation<SinkRecord> newTransformation() {
    return new JavaScript.Key<>();
  }

  @Override
  protected Map<String, ?> config() {
    return Map.of("code", JavaScriptValueTest.SCRIPT);
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
    return Map.of("id", 7L, "user", Map.of("email", "ada@example.org"));
  }

  @Override
  protected Struct structSample() {
    return MaskValueTest.event();
  }
}
