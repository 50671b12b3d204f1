package io.acequia.elasticsearch.sink;

import io.acequia.testkit.ConfigReferenceContract;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

class ConfigReferenceTest extends ConfigReferenceContract {
  @Override
  protected String artifact() {
    return "elasticsearch-sink";
  }

  @Override
  protected String title() {
    return "Elasticsearch and OpenSearch sink: configuration";
  }

  @Override
  protected Map<String, ConfigDef> plugins() {
    return Map.of(
        "io.acequia.elasticsearch.sink.ElasticsearchSinkConnector",
        ElasticsearchSinkConfig.DEFINITION);
  }
}
