package io.acequia.smt;

import io.acequia.testkit.TransformationContract;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class LookupKeyTest extends TransformationContract {

  @Override
  protected Transformation<SinkRecord> newTransformation() {
    return new Lookup.Key<>();
  }

  @Override
  protected Map<String, ?> config() {
    return LookupValueTest.settings();
  }

  @Override
  protected SinkRecord record(Schema schema, Object payload) {
    return recordOf(schema, payload, Schema.STRING_SCHEMA, "a-value");
  }

  @Override
  protected Object payload(SinkRecord record) {
    return record.key();
  }

  @Override
  protected Schema schema(SinkRecord record) {
    return record.keySchema();
  }

  @Override
  protected Map<String, Object> schemalessSample() {
    return Map.of("origin", "ATL", "delay", 3L);
  }

  @Override
  protected Struct structSample() {
    return LookupValueTest.flight("ATL");
  }
}
