package io.acequia.smt;

import io.acequia.testkit.TransformationContract;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class ParseJsonValueTest extends TransformationContract {

  static final Schema EVENT =
      SchemaBuilder.struct()
          .field("id", Schema.INT64_SCHEMA)
          .field("payload", Schema.OPTIONAL_STRING_SCHEMA)
          .build();

  @Override
  protected Transformation<SinkRecord> newTransformation() {
    return new ParseJson.Value<>();
  }

  @Override
  protected Map<String, ?> config() {
    return Map.of("fields", "payload", "schema.mode", "infer");
  }

  @Override
  protected Map<String, Object> schemalessSample() {
    return Map.of("id", 7L, "payload", "{\"gate\":\"B4\"}");
  }

  @Override
  protected Struct structSample() {
    return event();
  }

  static Struct event() {
    return new Struct(EVENT).put("id", 7L).put("payload", "{\"gate\":\"B4\"}");
  }
}
