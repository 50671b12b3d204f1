package io.acequia.smt;

import io.acequia.testkit.TransformationContract;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class TimestampConvertValueTest extends TransformationContract {

  private static final Schema EVENT =
      SchemaBuilder.struct()
          .field("id", Schema.INT64_SCHEMA)
          .field("at", Schema.STRING_SCHEMA)
          .build();

  @Override
  protected Transformation<SinkRecord> newTransformation() {
    return new TimestampConvert.Value<>();
  }

  @Override
  protected Map<String, ?> config() {
    return Map.of("fields", "at", "to", "epoch.ms");
  }

  @Override
  protected Map<String, Object> schemalessSample() {
    return Map.of("id", 7L, "at", "2026-11-22T06:04:16Z");
  }

  @Override
  protected Struct structSample() {
    return event();
  }

  static Struct event() {
    return new Struct(EVENT).put("id", 7L).put("at", "2026-11-22T06:04:16Z");
  }
}
