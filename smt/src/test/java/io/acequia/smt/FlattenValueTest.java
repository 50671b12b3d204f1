package io.acequia.smt;

import io.acequia.testkit.TransformationContract;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class FlattenValueTest extends TransformationContract {

  private static final Schema USER =
      SchemaBuilder.struct()
          .optional()
          .field("name", Schema.STRING_SCHEMA)
          .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
          .build();
  static final Schema EVENT =
      SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).field("user", USER).build();

  @Override
  protected Transformation<SinkRecord> newTransformation() {
    return new Flatten.Value<>();
  }

  @Override
  protected Map<String, ?> config() {
    return Map.of("arrays", "index");
  }

  @Override
  protected Map<String, Object> schemalessSample() {
    return Map.of("id", 7L, "user", Map.of("name", "Ada", "tags", List.of("a", "b")));
  }

  @Override
  protected Struct structSample() {
    return event();
  }

  static Struct event() {
    Struct user = new Struct(USER).put("name", "Ada").put("tags", List.of("a", "b"));
    return new Struct(EVENT).put("id", 7L).put("user", user);
  }
}
