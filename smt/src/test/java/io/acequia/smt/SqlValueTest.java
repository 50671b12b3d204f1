package io.acequia.smt;

import io.acequia.testkit.TransformationContract;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class SqlValueTest extends TransformationContract {

  @Override
  protected Transformation<SinkRecord> newTransformation() {
    return new Sql.Value<>();
  }

  @Override
  protected Map<String, ?> config() {
    return Map.of("query", "SELECT id, UPPER(user.email) AS email FROM events WHERE id > 1");
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
