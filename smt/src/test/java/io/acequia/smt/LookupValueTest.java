package io.acequia.smt;

import io.acequia.testkit.TransformationContract;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class LookupValueTest extends TransformationContract {

  static final Schema FLIGHT =
      SchemaBuilder.struct()
          .name("flight")
          .field("origin", Schema.OPTIONAL_STRING_SCHEMA)
          .field("delay", Schema.INT32_SCHEMA)
          .build();

  @Override
  protected Transformation<SinkRecord> newTransformation() {
    return new Lookup.Value<>();
  }

  @Override
  protected Map<String, ?> config() {
    return settings();
  }

  static Map<String, String> settings() {
    return Map.of("key", "origin", "into", "airport", "file", LookupFiles.airports().toString());
  }

  @Override
  protected Map<String, Object> schemalessSample() {
    return Map.of("origin", "ATL", "delay", 3L);
  }

  @Override
  protected Struct structSample() {
    return flight("ATL");
  }

  static Struct flight(String origin) {
    return new Struct(FLIGHT).put("origin", origin).put("delay", 3);
  }
}
