package io.acequia.http.source;

import io.acequia.http.source.server.Listeners;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/**
 * Does with a task what Connect's worker does: polls on one thread and tells the task what was
 * acknowledged, at once or when the test says so.
 */
final class TaskInWorker implements AutoCloseable {

  private final HttpIngestSourceTask task;
  private final List<SourceRecord> polled = new CopyOnWriteArrayList<>();
  private final BlockingQueue<SourceRecord> held = new LinkedBlockingQueue<>();
  private volatile Predicate<SourceRecord> holds = record -> false;
  private volatile Predicate<SourceRecord> drops = record -> false;
  private volatile boolean stopping;
  private @Nullable Thread thread;

  TaskInWorker(Listeners listeners) {
    this.task = new HttpIngestSourceTask(listeners);
  }

  TaskInWorker start(Map<String, String> config) {
    Map<String, String> properties = new HashMap<>(config);
    properties.putIfAbsent("name", "ingest");
    properties.putIfAbsent(HttpIngestSourceConfig.TASK_ID, "0");
    task.initialize(context());
    task.start(properties);
    return this;
  }

  /** Begins to poll; before that the task is like a paused one. */
  TaskInWorker poll() {
    thread = new Thread(this::run, "worker");
    thread.start();
    return this;
  }

  /** Records that are not acknowledged until {@link #release}. */
  TaskInWorker holding(Predicate<SourceRecord> which) {
    holds = which;
    return this;
  }

  /** Records that a transformation drops. */
  TaskInWorker dropping(Predicate<SourceRecord> which) {
    drops = which;
    return this;
  }

  List<SourceRecord> polled() {
    return polled;
  }

  SourceRecord awaitHeld() throws InterruptedException {
    return held.take();
  }

  void acknowledge(SourceRecord record) {
    task.commitRecord(record, metadata(record));
  }

  HttpIngestSourceTask task() {
    return task;
  }

  private void run() {
    try {
      while (!stopping) {
        List<SourceRecord> records = task.poll();
        if (records != null) {
          polled.addAll(records);
          records.forEach(this::deliver);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(SourceRecord record) {
    if (drops.test(record)) {
      task.commitRecord(record, null);
    } else if (holds.test(record)) {
      held.add(record);
    } else {
      acknowledge(record);
    }
  }

  private static RecordMetadata metadata(SourceRecord record) {
    return new RecordMetadata(new TopicPartition(record.topic(), 0), 0, 0, 0, 0, 0);
  }

  private static SourceTaskContext context() {
    OffsetStorageReader none =
        (OffsetStorageReader)
            Proxy.newProxyInstance(
                TaskInWorker.class.getClassLoader(),
                new Class<?>[] {OffsetStorageReader.class},
                (proxy, method, arguments) -> method.getName().equals("offset") ? null : Map.of());
    return (SourceTaskContext)
        Proxy.newProxyInstance(
            TaskInWorker.class.getClassLoader(),
            new Class<?>[] {SourceTaskContext.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "offsetStorageReader":
                  return none;
                case "pluginMetrics":
                  // A worker before 4.1 has no such method.
                  throw new NoSuchMethodError("pluginMetrics");
                default:
                  return null;
              }
            });
  }

  /** Stops polling, then the task, on this thread, as Connect does. */
  void stop() throws InterruptedException {
    stopping = true;
    if (thread != null) {
      thread.join();
    }
    task.stop();
  }

  @Override
  public void close() throws InterruptedException {
    stop();
  }
}
