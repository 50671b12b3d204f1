package io.acequia.object.store.sink;

import io.acequia.testkit.SinkTaskContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreSinkTaskTest extends SinkTaskContract {
  @TempDir Path folder;

  private FolderSink sink;

  @BeforeEach
  void create() {
    sink = new FolderSink(folder.resolve("store"));
  }

  @Override
  protected SinkTask newTask() {
    return new ObjectStoreSinkTask();
  }

  @Override
  protected Map<String, String> config() {
    return sink.config();
  }

  @Override
  protected SinkRecord good(String topic, int partition, long offset) {
    return FolderSink.record(topic, partition, offset, Map.of("number", offset, "p", partition));
  }

  @Override
  protected SinkRecord poison(String topic, int partition, long offset) {
    return FolderSink.record(topic, partition, offset, "{\"number\":");
  }

  @Override
  protected long written() {
    return sink.lines().size();
  }

  /** The share is away, and something else in its place. */
  @Override
  protected void outage(boolean down) {
    Path store = folder.resolve("store");
    Path away = folder.resolve("away");
    try {
      if (down) {
        Files.move(store, away);
        Files.writeString(store, "not mounted");
      } else {
        Files.delete(store);
        Files.move(away, store);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
