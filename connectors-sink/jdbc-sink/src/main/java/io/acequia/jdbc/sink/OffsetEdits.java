package io.acequia.jdbc.sink;

import io.acequia.jdbc.sink.offset.OffsetStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Changes the stored offsets as an operator asks through Connect's REST (KIP-875). Idempotent:
 * Connect changes its own consumer group afterwards, and asks again if that fails.
 */
final class OffsetEdits {
  private final Map<String, String> properties;

  OffsetEdits(Map<String, String> properties) {
    this.properties = properties;
  }

  /**
   * Sets the next offset to read by partition; {@code null} forgets the partition.
   *
   * @return whether Connect may go on with its own offsets
   * @throws ConnectException if an offset is negative, or the database cannot be changed
   */
  boolean apply(Map<TopicPartition, @Nullable Long> offsets) {
    for (Map.Entry<TopicPartition, @Nullable Long> entry : offsets.entrySet()) {
      if (entry.getValue() != null && entry.getValue() < 0) {
        throw new ConnectException(
            "the offset of " + entry.getKey() + " is negative: " + entry.getValue());
      }
    }
    PostgresSinkConfig config = new PostgresSinkConfig(properties);
    if (!config.isExactlyOnce()) {
      return true;
    }
    String connector = properties.getOrDefault("name", "postgres-sink");
    OffsetStore store = new OffsetStore(config.offsetsTable(), connector);
    try (Connection connection = config.connection("acequia-" + connector).open()) {
      store.create(connection);
      connection.setAutoCommit(false);
      for (Map.Entry<TopicPartition, @Nullable Long> entry : offsets.entrySet()) {
        if (entry.getValue() == null) {
          store.delete(connection, entry.getKey());
        } else {
          store.overwrite(connection, entry.getKey(), entry.getValue());
        }
      }
      connection.commit();
      return true;
    } catch (SQLException e) {
      throw new ConnectException(
          "the offsets in " + config.offsetsTable() + " could not be changed", e);
    }
  }
}
