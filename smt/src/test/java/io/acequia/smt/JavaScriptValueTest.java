package io.acequia.smt;

import io.acequia.testkit.TransformationContract;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class JavaScriptValueTest extends TransformationContract {

  static final String SCRIPT =
      "function transform(event) { event.user.email += '!'; event.seen = true; return event; }";

  @Override
  protected Transformation<SinkRecord> newTransformation() {
    return new JavaScript.Value<>();
  }

  @Override
  protected Map<String, ?> config() {
    return Map.of("code", SCRIPT);
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
