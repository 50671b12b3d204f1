package io.acequia.object.store.sink;

import io.acequia.commons.config.ConfigProblems;
import io.acequia.commons.config.TaskNumber;
import io.acequia.commons.offset.OffsetEdits;
import io.acequia.commons.version.AcequiaVersion;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.sink.offset.EpochIndex;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Writes topics into files of S3, of what speaks S3, of Google Cloud Storage or of a folder:
 * Parquet, Avro, CSV or JSON, each record once.
 */
public final class ObjectStoreSinkConnector extends SinkConnector {
  private Map<String, String> properties = Map.of();

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public ConfigDef config() {
    return ObjectStoreSinkConfig.DEFINITION;
  }

  @Override
  public Class<? extends Task> taskClass() {
    return ObjectStoreSinkTask.class;
  }

  @Override
  public void start(Map<String, String> connectorProperties) {
    properties = Map.copyOf(connectorProperties);
    new ObjectStoreSinkConfig(properties);
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

  @Override
  public boolean alterOffsets(
      Map<String, String> connectorProperties, Map<TopicPartition, Long> offsets) {
    OffsetEdits edits = OffsetEdits.of(offsets);
    ObjectStoreSinkConfig config = new ObjectStoreSinkConfig(connectorProperties);
    if (config.isIndexed()) {
      edit(config, connectorProperties.getOrDefault("name", "object-store-sink"), edits);
    }
    return true;
  }

  private static void edit(ObjectStoreSinkConfig config, String connector, OffsetEdits edits) {
    try (ObjectStore store = config.store().open()) {
      new EpochIndex(store, config.indexPrefix(connector)).edit(edits);
    } catch (IOException e) {
      throw new ConnectException("the index could not be changed: " + e.getMessage(), e);
    }
  }
}
