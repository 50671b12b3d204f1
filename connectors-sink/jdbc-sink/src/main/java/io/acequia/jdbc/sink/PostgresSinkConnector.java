package io.acequia.jdbc.sink;

import io.acequia.commons.config.ConfigProblems;
import io.acequia.commons.config.TaskNumber;
import io.acequia.commons.offset.OffsetEdits;
import io.acequia.commons.version.AcequiaVersion;
import io.acequia.jdbc.sink.offset.OffsetStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Writes topics into tables of PostgreSQL by COPY: insert, upsert and delete, at least once or
 * exactly once.
 */
public final class PostgresSinkConnector extends SinkConnector {
  private Map<String, String> properties = Map.of();

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public ConfigDef config() {
    return PostgresSinkConfig.DEFINITION;
  }

  @Override
  public Class<? extends Task> taskClass() {
    return PostgresSinkTask.class;
  }

  @Override
  public void start(Map<String, String> connectorProperties) {
    properties = Map.copyOf(connectorProperties);
    new PostgresSinkConfig(properties);
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
    PostgresSinkConfig config = new PostgresSinkConfig(connectorProperties);
    if (config.isExactlyOnce()) {
      edit(config, connectorProperties.getOrDefault("name", "postgres-sink"), edits);
    }
    return true;
  }

  private static void edit(PostgresSinkConfig config, String connector, OffsetEdits edits) {
    OffsetStore store = new OffsetStore(config.offsetsTable(), connector);
    try (Connection connection = config.connection("acequia-" + connector).open()) {
      store.create(connection);
      connection.setAutoCommit(false);
      store.edit(connection, edits);
      connection.commit();
    } catch (SQLException e) {
      throw new ConnectException(
          "the offsets in " + config.offsetsTable() + " could not be changed", e);
    }
  }
}
