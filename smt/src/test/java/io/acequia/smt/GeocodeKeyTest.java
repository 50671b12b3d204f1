package io.acequia.smt;

import io.acequia.testkit.TransformationContract;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class GeocodeKeyTest extends TransformationContract {

  @Override
  protected Transformation<SinkRecord> newTransformation() {
    return new Geocode.Key<>();
  }

  @Override
  protected Map<String, ?> config() {
    return Map.of("latitude", "lat", "longitude", "lon");
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
    return Map.of("lat", 33.64044444, "lon", "-84.42694444");
  }

  @Override
  protected Struct structSample() {
    return GeocodeValueTest.position();
  }
}
