package io.acequia.jdbc.sink;

import io.acequia.testkit.ConfigReferenceContract;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

class ConfigReferenceTest extends ConfigReferenceContract {
  @Override
  protected String artifact() {
    return "jdbc-sink";
  }

  @Override
  protected String title() {
    return "PostgreSQL sink: configuration";
  }

  @Override
  protected Map<String, ConfigDef> plugins() {
    return Map.of("io.acequia.jdbc.sink.PostgresSinkConnector", PostgresSinkConfig.DEFINITION);
  }
}
