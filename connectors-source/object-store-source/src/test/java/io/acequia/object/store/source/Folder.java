package io.acequia.object.store.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** A folder as a store, and a task's worker, which remembers the offsets it was given. */
final class Folder {

  private final Path path;
  private final Map<Map<String, ?>, Map<String, Object>> offsets = new HashMap<>();

  Folder(Path path) {
    this.path = path;
  }

  Map<String, String> config(String... more) {
    Map<String, String> config = new HashMap<>();
    config.put("name", "folder");
    config.put("objects.url", path.toUri().toString().replaceFirst("^file:/+", "file:///"));
    config.put("objects.topic", "t");
    config.put("objects.list.interval.ms", "100");
    for (int i = 0; i < more.length; i += 2) {
      config.put(more[i], more[i + 1]);
    }
    return config;
  }

  void write(String name, String content) throws IOException {
    Path file = path.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content, StandardCharsets.UTF_8);
  }

  void append(String name, String content) throws IOException {
    Files.writeString(
        path.resolve(name), content, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  Path path(String name) {
    return path.resolve(name);
  }

  /** Kafka has these records. */
  void commit(ObjectStoreSourceTask task, List<SourceRecord> records) {
    for (SourceRecord record : records) {
      commitOffset(record);
      task.commitRecord(record, null);
    }
  }

  @SuppressWarnings("unchecked") // Connect's own maps are of these types.
  private void commitOffset(SourceRecord record) {
    offsets.put(
        (Map<String, ?>) record.sourcePartition(),
        new HashMap<>((Map<String, Object>) record.sourceOffset()));
  }

  SourceTaskContext context() {
    return new SourceTaskContext() {
      @Override
      public Map<String, String> configs() {
        return Map.of();
      }

      @Override
      public OffsetStorageReader offsetStorageReader() {
        return new Offsets();
      }

      @Override
      public TransactionContext transactionContext() {
        throw new ConnectException("no transactions");
      }

      @Override
      public PluginMetrics pluginMetrics() {
        throw new NoSuchMethodError("an older worker");
      }
    };
  }

  private final class Offsets implements OffsetStorageReader {

    @Override
    public <T> Map<String, Object> offset(Map<String, T> partition) {
      return offsets.get(partition);
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(
        Collection<Map<String, T>> partitions) {
      Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
      partitions.forEach(partition -> found.put(partition, offset(partition)));
      return found;
    }
  }
}
