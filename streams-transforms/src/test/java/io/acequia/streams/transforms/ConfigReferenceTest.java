package io.acequia.streams.transforms;

import io.acequia.testkit.ConfigReferenceContract;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

class ConfigReferenceTest extends ConfigReferenceContract {
  @Override
  protected String artifact() {
    return "streams-transforms";
  }

  @Override
  protected String title() {
    return "Streams: configuration";
  }

  @Override
  protected Map<String, ConfigDef> plugins() {
    return Map.of("io.acequia.streams.transforms.StreamsConnector", StreamsConfig.configDef());
  }
}
