package io.acequia.jdbc.sink.write;

import io.acequia.commons.budget.ByteBudget;
import io.acequia.commons.error.ErrantRecords;
import io.acequia.commons.offset.OffsetWatermark;
import io.acequia.jdbc.sink.offset.OffsetStore;
import io.acequia.jdbc.sink.schema.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * A task's way to the database: the batch that is being filled, the ones that wait, the thread that
 * writes them, and the offsets that may be committed. Called by the task's thread only, which it
 * never blocks but where a method says so.
 */
public final class SinkPipeline implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(2);
  private static final double HIGH_WATER = 0.8;
  private static final double LOW_WATER = 0.4;

  private final PipelineOptions options;
  private final Listener listener;
  private final ByteBudget budget;
  private final SinkMetrics metrics;
  private final OffsetWatermark watermark = new OffsetWatermark();
  private final WorkQueue queue = new WorkQueue();
  private final BatchBuilder builder;
  private final BatchWriter writer;
  private final Thread thread;
  private final ErrantRecords errant;
  private @Nullable Batch waitingForReports;

  /** Learns what concerns the task's partitions. */
  public interface Listener {
    /** Everything of the partition before {@code next} is in the database. */
    void durable(TopicPartition partition, long next);

    /** Somebody else advanced the stored offsets: begin again from those. */
    void fenced();

    /** The stored offset of a partition, {@code null} if there is none. */
    void restored(TopicPartition partition, @Nullable Long offset);

    /** Whether the partition is still the task's own. */
    boolean owns(TopicPartition partition);
  }

  /**
   * @param offsets where offsets are kept for exactly-once delivery; {@code null} for at-least-once
   * @param reporter {@code null} where a bad record is to fail the task
   */
  public SinkPipeline(
      String name,
      PipelineOptions options,
      @Nullable OffsetStore offsets,
      @Nullable ErrantRecordReporter reporter,
      Listener listener,
      ByteBudget budget,
      SinkMetrics metrics) {
    this.options = options;
    this.listener = listener;
    this.budget = budget;
    this.metrics = metrics;
    this.errant = new ErrantRecords(reporter);
    KnownTables known = new KnownTables();
    this.builder = new BatchBuilder(options.writing(), options.batches(), known);
    this.writer =
        new BatchWriter(
            queue,
            options.connection(),
            options.retries(),
            options.writing(),
            known,
            offsets,
            metrics);
    this.thread = new Thread(writer, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** The budget of a task that may take so many bytes. */
  public static ByteBudget budget(long bytes) {
    return new ByteBudget(bytes, HIGH_WATER, LOW_WATER);
  }

  /** Asks for the stored offsets, which {@link Listener#restored} gets. */
  public void restore(Collection<TopicPartition> partitions) {
    queue.submit(new Work.ReadOffsets(partitions));
  }

  /** Adds a record's row. */
  public void add(TopicPartition partition, SinkRecord record, TableName table) {
    budget.acquire(builder.add(table, record));
    builder.cover(partition, record.originalKafkaOffset());
    if (builder.isFull()) {
      seal();
    }
  }

  /** Passes over a record that has no row. */
  public void skip(TopicPartition partition, SinkRecord record) {
    builder.cover(partition, record.originalKafkaOffset());
    metrics.skipped(1);
  }

  /** Reports a record that has no table, and passes over it. */
  public void reject(TopicPartition partition, SinkRecord record, Exception error) {
    builder.cover(partition, record.originalKafkaOffset());
    // Sealed after the report: its offset is not committed before the report is durable.
    errant.report(Map.of(record, error));
    metrics.reported(1);
  }

  /** Hands the batch over if it is due. */
  public void sealIfDue() {
    if (builder.hasLingered()) {
      seal();
    }
  }

  private void seal() {
    if (!builder.isEmpty()) {
      Batch batch = builder.take();
      batch.track(watermark);
      queue.submit(batch);
    }
  }

  /**
   * Acts on what the writer has done since the last call.
   *
   * @throws ConnectException if the task is to fail
   */
  public void process() {
    writer.abortIfSilent(options.connection().socketTimeout());
    Outcome outcome = queue.poll();
    for (; outcome != null; outcome = queue.poll()) {
      act(outcome);
    }
    if (waitingForReports != null && errant.areDurable()) {
      Batch rest = waitingForReports;
      waitingForReports = null;
      queue.resume(rest.withoutPartitions(lost(rest)));
    }
  }

  private Collection<TopicPartition> lost(Batch batch) {
    return batch.partitions().stream().filter(p -> !listener.owns(p)).toList();
  }

  private void act(Outcome outcome) {
    if (outcome instanceof Outcome.Written written) {
      budget.release(written.batch().bytes());
      written.batch().done(watermark);
      written.batch().nextOffsets().forEach(listener::durable);
    } else if (outcome instanceof Outcome.Rejected rejected) {
      errant.report(rejected.errors());
      metrics.reported(rejected.errors().size());
      waitingForReports = rejected.batch().withoutRecords(rejected.errors().keySet());
    } else if (outcome instanceof Outcome.OffsetsRead read) {
      read.asked().forEach(p -> listener.restored(p, read.stored().get(p)));
    } else if (outcome instanceof Outcome.Fenced fenced) {
      discard(fenced.batch());
    } else if (outcome instanceof Outcome.Failed failed) {
      throw failed.cause();
    }
  }

  private void discard(Batch fenced) {
    List<Batch> given = new ArrayList<>(queue.reset());
    given.add(fenced);
    given.add(builder.take());
    for (Batch batch : given) {
      budget.release(batch.bytes());
      watermark.forget(batch.partitions());
    }
    listener.fenced();
  }

  /**
   * Hands over what there is and waits, up to the limit, until it is written; not at all while the
   * database fails.
   */
  public void flush(Duration limit) {
    seal();
    long deadline = System.nanoTime() + limit.toNanos();
    process();
    long left = deadline - System.nanoTime();
    while (left > 0 && queue.isProgressing()) {
      try {
        queue.awaitOutcome(Duration.ofNanos(left));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      process();
      left = deadline - System.nanoTime();
    }
  }

  /**
   * The offsets that may be committed.
   *
   * @param delivered Connect's own, which count where nothing waits to be written
   */
  public Map<TopicPartition, OffsetAndMetadata> committable(
      Map<TopicPartition, OffsetAndMetadata> delivered) {
    return watermark.committable(delivered);
  }

  /** Whether there is anything that is not yet written. */
  public boolean isIdle() {
    return builder.isEmpty() && budget.used() == 0 && waitingForReports == null;
  }

  /**
   * Drops what is buffered of these partitions, which become another task's. What the writer is
   * busy with is rolled back, so that it cannot overwrite what the other task writes after it.
   */
  public void drop(Collection<TopicPartition> partitions) {
    builder.remove(partitions);
    if (builder.isEmpty()) {
      budget.release(builder.take().bytes());
    }
    if (queue.remove(partitions)) {
      writer.abort();
    }
    watermark.forget(partitions);
  }

  /** Ends the writer, within two seconds; what is not written yet is delivered again. */
  @Override
  public void close() {
    queue.close();
    try {
      thread.join(STOP.toMillis() / 2);
      writer.abort();
      thread.join(STOP.toMillis() / 2);
    } catch (InterruptedException e) {
      writer.abort();
      Thread.currentThread().interrupt();
    }
  }
}
