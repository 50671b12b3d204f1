package io.acequia.smt;

import io.acequia.testkit.TransformationContract;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class MaskValueTest extends TransformationContract {

  private static final Schema USER =
      SchemaBuilder.struct().optional().field("email", Schema.OPTIONAL_STRING_SCHEMA).build();
  static final Schema EVENT =
      SchemaBuilder.struct()
          .field("id", Schema.INT64_SCHEMA)
          .field("user", USER)
          .field("users", SchemaBuilder.array(USER).optional().build())
          .build();

  @Override
  protected Transformation<SinkRecord> newTransformation() {
    return new Mask.Value<>();
  }

  @Override
  protected Map<String, ?> config() {
    return Map.of("fields", "user.email");
  }

  @Override
  protected Map<String, Object> schemalessSample() {
    return Map.of("id", 7L, "user", Map.of("email", "ada@example.org"));
  }

  @Override
  protected Struct structSample() {
    return event();
  }

  static Struct event() {
    return new Struct(EVENT)
        .put("id", 7L)
        .put("user", new Struct(USER).put("email", "ada@example.org"));
  }
}
