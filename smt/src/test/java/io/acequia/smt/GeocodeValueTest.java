package io.acequia.smt;

import io.acequia.testkit.TransformationContract;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class GeocodeValueTest extends TransformationContract {

  static final Schema POSITION =
      SchemaBuilder.struct()
          .field("lat", Schema.OPTIONAL_FLOAT64_SCHEMA)
          .field("lon", Schema.OPTIONAL_FLOAT32_SCHEMA)
          .build();

  @Override
  protected Transformation<SinkRecord> newTransformation() {
    return new Geocode.Value<>();
  }

  @Override
  protected Map<String, ?> config() {
    return Map.of("latitude", "lat", "longitude", "lon");
  }

  @Override
  protected Map<String, Object> schemalessSample() {
    return Map.of("lat", 33.64044444, "lon", "-84.42694444");
  }

  @Override
  protected Struct structSample() {
    return position();
  }

  static Struct position() {
    return new Struct(POSITION).put("lat", 33.64044444).put("lon", -84.42694f);
  }
}
