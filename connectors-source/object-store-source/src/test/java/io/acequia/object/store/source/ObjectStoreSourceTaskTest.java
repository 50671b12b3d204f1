package io.acequia.object.store.source;

import io.acequia.testkit.SourceTaskContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An object for each event; one that Kafka has is deleted. */
class ObjectStoreSourceTaskTest extends SourceTaskContract {

  @TempDir Path temporary;
  private Folder folder;
  private ObjectStoreSourceTask running = new ObjectStoreSourceTask();
  private int offered;

  @BeforeEach
  void openFolder() throws IOException {
    folder = new Folder(Files.createDirectories(temporary.resolve("in")));
  }

  @Override
  protected SourceTask newTask() {
    running = new ObjectStoreSourceTask();
    return running;
  }

  @Override
  protected SourceConnector newConnector() {
    return new ObjectStoreSourceConnector();
  }

  @Override
  protected Map<String, String> config() {
    return folder.config("objects.after.read", "delete", "objects.list.lookback", "1000");
  }

  @Override
  protected SourceTaskContext context() {
    return folder.context();
  }

  /** The same names after a restart: what was not acknowledged is read again. */
  @Override
  protected void offer(int count) {
    try {
      for (int i = 0; i < count; i++) {
        folder.write("e" + i + ".jsonl", "{\"n\":" + offered++ + "}\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The task deletes when it is polled. */
  @Override
  protected long acknowledged() {
    try {
      running.poll();
      try (Stream<Path> files = Files.list(temporary.resolve("in"))) {
        return offered - files.filter(f -> f.toString().endsWith(".jsonl")).count();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
