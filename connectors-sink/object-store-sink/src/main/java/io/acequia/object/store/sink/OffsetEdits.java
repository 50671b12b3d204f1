package io.acequia.object.store.sink;

import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.sink.offset.EpochIndex;
import io.acequia.object.store.sink.offset.IndexEntry;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Changes the index as an operator asks through Connect's REST (KIP-875). Idempotent: Connect
 * changes its own consumer group afterwards, and asks again if that fails.
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
   * @throws ConnectException if an offset is negative, or the index cannot be changed
   */
  boolean apply(Map<TopicPartition, @Nullable Long> offsets) {
    for (Map.Entry<TopicPartition, @Nullable Long> entry : offsets.entrySet()) {
      if (entry.getValue() != null && entry.getValue() < 0) {
        throw new ConnectException(
            "the offset of " + entry.getKey() + " is negative: " + entry.getValue());
      }
    }
    ObjectStoreSinkConfig config = new ObjectStoreSinkConfig(properties);
    if (!config.isIndexed()) {
      return true;
    }
    String connector = properties.getOrDefault("name", "object-store-sink");
    try (ObjectStore store = config.store().open()) {
      EpochIndex index = new EpochIndex(store, config.indexPrefix(connector));
      for (Map.Entry<TopicPartition, @Nullable Long> entry : offsets.entrySet()) {
        if (entry.getValue() == null) {
          index.delete(entry.getKey());
        } else {
          index.overwrite(
              entry.getKey(), new IndexEntry(entry.getValue(), IndexEntry.NONE, "operator"));
        }
      }
      return true;
    } catch (IOException e) {
      throw new ConnectException("the index could not be changed: " + e.getMessage(), e);
    }
  }
}
