package io.acequia.elasticsearch.sink;

import io.acequia.commons.config.ConfigProblems;
import io.acequia.commons.config.TaskNumber;
import io.acequia.commons.offset.OffsetEdits;
import io.acequia.commons.version.AcequiaVersion;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Writes topics into indices, aliases and data streams of Elasticsearch 7 to 9 and OpenSearch 1 to
 * 3: create, index, update, upsert and delete.
 */
public final class ElasticsearchSinkConnector extends SinkConnector {
  private Map<String, String> properties = Map.of();

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public ConfigDef config() {
    return ElasticsearchSinkConfig.DEFINITION;
  }

  @Override
  public Class<? extends Task> taskClass() {
    return ElasticsearchSinkTask.class;
  }

  @Override
  public void start(Map<String, String> connectorProperties) {
    properties = Map.copyOf(connectorProperties);
    new ElasticsearchSinkConfig(properties);
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    return TaskNumber.configs(properties, maxTasks);
  }

  @Override
  public void stop() {
    properties = Map.of();
  }

  @Override
  public Config validate(Map<String, String> connectorProperties) {
    Config validated = super.validate(connectorProperties);
    new ConfigChecks(ConfigProblems.of(validated)).check(connectorProperties);
    return validated;
  }

  /**
   * Only checks: the sink keeps no offsets of its own, what Connect's consumer group has decides.
   */
  @Override
  public boolean alterOffsets(
      Map<String, String> connectorProperties, Map<TopicPartition, Long> offsets) {
    OffsetEdits.of(offsets);
    return true;
  }
}
