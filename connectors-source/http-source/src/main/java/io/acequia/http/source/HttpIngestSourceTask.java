package io.acequia.http.source;

import io.acequia.commons.metrics.TaskMetrics;
import io.acequia.http.source.queue.IngestedRecord;
import io.acequia.http.source.queue.Lane;
import io.acequia.http.source.queue.Outcome;
import io.acequia.http.source.server.HttpIngestServer;
import io.acequia.http.source.server.ListenerOptions;
import io.acequia.http.source.server.Listeners;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** Hands what the listener took to Connect, and the acknowledgements back. */
public final class HttpIngestSourceTask extends SourceTask {

  // Connect asks a task to stop by not polling again: a poll must not take long.
  private static final Duration POLL_WAIT = Duration.ofMillis(100);
  // Connect gives all tasks of a worker five seconds together.
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private final Listeners listeners;
  private int pollRecords = 1;
  private Outcome withoutMetadata = Outcome.FILTERED;
  private @Nullable Lane lane;
  private @Nullable HttpIngestServer server;
  private @Nullable TaskMetrics metrics;

  public HttpIngestSourceTask() {
    this(Listeners.OF_WORKER);
  }

  HttpIngestSourceTask(Listeners listeners) {
    this.listeners = listeners;
  }

  @Override
  public String version() {
    return PluginVersion.get();
  }

  @Override
  public void start(Map<String, String> props) {
    HttpIngestSourceConfig config = new HttpIngestSourceConfig(props);
    String task = props.getOrDefault(HttpIngestSourceConfig.TASK_ID, "0");
    String connector = props.getOrDefault("name", "http-ingest");
    pollRecords = config.pollRecords();
    withoutMetadata = config.toleratesErrors() ? Outcome.NOT_WRITTEN : Outcome.FILTERED;
    Map<String, String> partition = SourceOffsets.partition(task);
    long sequence = SourceOffsets.sequence(context.offsetStorageReader().offset(partition));
    Lane opened = new Lane(partition, sequence, System.nanoTime());
    HttpIngestServer shared = listen(config, connector);
    lane = opened;
    server = shared;
    metrics = TaskMetrics.of(context, "http-source", connector, task);
    IngestMetrics.register(metrics, opened, shared);
    shared.add(opened);
  }

  private HttpIngestServer listen(HttpIngestSourceConfig config, String connector) {
    ListenerOptions options = config.listener();
    try {
      return listeners.acquire(
          connector,
          options.port(),
          config.shareable(),
          options.bindTimeout(),
          () ->
              HttpIngestServer.start(
                  options,
                  config.tls(),
                  config.events(),
                  config.auth().clients(System.nanoTime()),
                  config.repeats()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectException("interrupted while waiting for the port", e);
    }
  }

  @Override
  public @Nullable List<SourceRecord> poll() throws InterruptedException {
    Lane open = lane;
    return open == null ? null : open.take(pollRecords, POLL_WAIT);
  }

  /**
   * Settles the event of this record. Without metadata a transformation dropped the record, or,
   * where errors are tolerated, it could not be converted or sent.
   */
  @Override
  public void commitRecord(SourceRecord sent, @Nullable RecordMetadata metadata) {
    ((IngestedRecord) sent).settle(metadata == null ? withoutMetadata : Outcome.ACCEPTED);
  }

  /**
   * Takes no more events, refuses those that were not polled, and waits for the acknowledgements of
   * the others, which Connect brings as long as this task's producer is open.
   */
  @Override
  public void stop() {
    Lane open = lane;
    HttpIngestServer shared = server;
    if (open == null || shared == null) {
      return;
    }
    lane = null;
    shared.remove(open);
    open.close();
    try {
      open.awaitIdle(SETTLING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open.abandonOlderThan(Duration.ZERO, System.nanoTime());
    listeners.release(shared);
    if (metrics != null) {
      metrics.close();
    }
  }
}
