package io.acequia.object.store.source;

import io.acequia.commons.budget.RecordSize;
import io.acequia.commons.metrics.TaskMetrics;
import io.acequia.commons.version.AcequiaVersion;
import io.acequia.object.store.ObjectChangedException;
import io.acequia.object.store.source.read.ObjectReading;
import io.acequia.object.store.source.read.ObjectRecord;
import io.acequia.object.store.source.read.ReadCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** Reads its share of the objects, one after another. */
public final class ObjectStoreSourceTask extends SourceTask {

  // Connect asks a task to stop by not polling again: a poll must not take long.
  private static final long IDLE_MS = 100;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ReadCounts counts = new ReadCounts();
  private volatile @Nullable RunningTask running;
  private @Nullable TaskMetrics metrics;
  private @Nullable ObjectReading reading;

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public void start(Map<String, String> props) {
    ObjectStoreSourceConfig config = new ObjectStoreSourceConfig(props);
    RunningTask started = RunningTask.of(config, context.offsetStorageReader(), counts);
    running = started;
    TaskMetrics named =
        TaskMetrics.of(
            context, "object-store-source", props.getOrDefault("name", "objects"), config.task());
    started.measure(named, counts);
    metrics = named;
  }

  @Override
  public @Nullable List<SourceRecord> poll() throws InterruptedException {
    RunningTask now = running;
    if (now == null || stopped.getCount() == 0) {
      return null;
    }
    List<SourceRecord> batch = new ArrayList<>();
    if (!now.patience().waits()) {
      try {
        now.arrivals().tend();
        now.afterRead().perform();
        read(now, batch);
        now.patience().succeeded();
      } catch (UncheckedIOException e) {
        IOException cause = e.getCause();
        now.patience().failed(cause == null ? new IOException(e) : cause);
      } catch (IOException e) {
        now.patience().failed(e);
      } catch (ConnectException e) {
        // What was read before goes to Kafka first; the next poll meets the problem again.
        if (batch.isEmpty()) {
          throw e;
        }
      }
    }
    counts.records(batch.size());
    if (batch.isEmpty() && reading == null) {
      stopped.await(IDLE_MS, TimeUnit.MILLISECONDS);
    }
    return batch.isEmpty() ? null : batch;
  }

  private void read(RunningTask now, List<SourceRecord> batch) throws IOException {
    long bytes = 0;
    while (batch.size() < now.options().pollRecords() && bytes < now.options().pollBytes()) {
      ObjectReading open = reading;
      if (open == null) {
        // What was read does not wait for what may come.
        if (!batch.isEmpty() && now.queue().isEmpty()) {
          return;
        }
        open = now.queue().next();
        reading = open;
      }
      if (open == null || stopped.getCount() == 0) {
        return;
      }
      ObjectRecord record = next(now, open);
      if (record != null) {
        batch.add(record);
        bytes += RecordSize.of(record);
      }
    }
  }

  private @Nullable ObjectRecord next(RunningTask now, ObjectReading open) throws IOException {
    try {
      ObjectRecord record = open.next();
      if (record == null) {
        reading = null;
        open.close();
        now.queue().ended(open);
      }
      return record;
    } catch (ObjectChangedException e) {
      reading = null;
      now.queue().forget(open);
      return null;
    }
  }

  /** Without metadata a transformation dropped the record, which is done as well. */
  @Override
  public void commitRecord(SourceRecord sent, @Nullable RecordMetadata metadata) {
    RunningTask now = running;
    ObjectRecord record = (ObjectRecord) sent;
    if (record.progress().acknowledge() && now != null) {
      now.afterRead().settled(record.progress());
    }
  }

  /** Between two reads nothing is open but the client. */
  @Override
  public void stop() {
    stopped.countDown();
    RunningTask ended = running;
    running = null;
    if (ended != null) {
      ended.close();
    }
    if (metrics != null) {
      metrics.close();
      metrics = null;
    }
  }
}
