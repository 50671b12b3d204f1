package io.acequia.object.store.sink;

import io.acequia.testkit.ConfigReferenceContract;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

class ConfigReferenceTest extends ConfigReferenceContract {
  @Override
  protected String artifact() {
    return "object-store-sink";
  }

  @Override
  protected String title() {
    return "Object store sink: configuration";
  }

  @Override
  protected Map<String, ConfigDef> plugins() {
    return Map.of(
        "io.acequia.object.store.sink.ObjectStoreSinkConnector", ObjectStoreSinkConfig.DEFINITION);
  }
}
