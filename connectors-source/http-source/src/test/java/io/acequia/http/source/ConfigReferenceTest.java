package io.acequia.http.source;

import io.acequia.testkit.ConfigReferenceContract;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

class ConfigReferenceTest extends ConfigReferenceContract {

  @Override
  protected String artifact() {
    return "http-source";
  }

  @Override
  protected String title() {
    return "HTTP ingest: configuration";
  }

  @Override
  protected Map<String, ConfigDef> plugins() {
    return Map.of(
        "io.acequia.http.source.HttpIngestSourceConnector", HttpIngestSourceConfig.configDef());
  }
}
