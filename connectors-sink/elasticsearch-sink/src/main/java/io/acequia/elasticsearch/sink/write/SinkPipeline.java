package io.acequia.elasticsearch.sink.write;

import io.acequia.commons.budget.ByteBudget;
import io.acequia.commons.budget.RecordSize;
import io.acequia.commons.error.ErrantRecords;
import io.acequia.commons.offset.OffsetWatermark;
import io.acequia.commons.offset.SinkPosition;
import io.acequia.commons.retry.Backoff;
import io.acequia.elasticsearch.sink.client.ClusterClient;
import io.acequia.elasticsearch.sink.client.NodeSniffer;
import io.acequia.elasticsearch.sink.index.IndexPreparer;
import io.acequia.elasticsearch.sink.mapping.IdMode;
import io.acequia.elasticsearch.sink.mapping.Operation;
import io.acequia.elasticsearch.sink.mapping.RecordToAction;
import io.acequia.elasticsearch.sink.mapping.RecordToTarget;
import io.acequia.elasticsearch.sink.mapping.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * A task's way to the cluster: records become items of bulk requests, which lanes send. Called by
 * the task's thread only, which it never blocks but where a method says so.
 */
public final class SinkPipeline implements AutoCloseable {
  private static final double HIGH_WATER = 0.8;
  private static final double LOW_WATER = 0.4;

  private final ByteBudget budget;
  private final SinkMetrics metrics;
  private final OffsetWatermark watermark = new OffsetWatermark();
  private final Map<TopicPartition, SourcePartition> sources = new HashMap<>();
  private final RecordToTarget targets;
  private final RecordToAction actions;
  private final ClusterClient client;
  private final NodeSniffer sniffer;
  private final Lanes lanes;
  private final Results results;
  private final ErrantRecords errant;
  private final List<BulkItem> reported = new ArrayList<>();
  private @Nullable SourcePartition lastSource;

  /**
   * @param reporter {@code null} where a bad record is to fail the task
   */
  public SinkPipeline(
      PipelineOptions options,
      @Nullable ErrantRecordReporter reporter,
      ByteBudget budget,
      SinkMetrics metrics) {
    this.budget = budget;
    this.metrics = metrics;
    this.errant = new ErrantRecords(reporter);
    this.targets = new RecordToTarget(options.documents());
    this.actions = new RecordToAction(options.documents(), targets);
    this.client = new ClusterClient(options.cluster());
    this.sniffer = new NodeSniffer(client, options.sniffInterval());
    this.results = new Results(watermark, budget, metrics);
    BulkSender sender =
        new BulkSender(
            client, new IndexPreparer(client, options.indices()), options.ingestPipeline());
    List<Lane> all =
        IntStream.range(0, options.inFlight()).mapToObj(i -> lane(sender, options)).toList();
    IdMode ids = options.documents().idMode();
    boolean ordered = ids == IdMode.RECORD_KEY || ids == IdMode.RECORD_VALUE;
    this.lanes = new Lanes(all, options.batches(), ordered);
  }

  private Lane lane(BulkSender sender, PipelineOptions options) {
    return new Lane(
        sender,
        new ItemClassifier(options.documents().versioned()),
        options.retries(),
        new Backoff(
            options.retries().initialBackoff(), options.retries().maxBackoff(), new Random()),
        results);
  }

  /** The budget of a task that may take so many bytes. */
  public static ByteBudget budget(long bytes) {
    return new ByteBudget(bytes, HIGH_WATER, LOW_WATER);
  }

  /** Adds a record; one that can be no document is reported. */
  public void add(SinkRecord record) {
    SourcePartition source = track(record);
    try {
      Target target = targets.read(record);
      int lane = lanes.choose(target);
      Bulk bulk = lanes.filling(lane);
      int start = bulk.buffer().size();
      Operation operation = actions.write(record, target, bulk.buffer());
      int end = bulk.buffer().size();
      long memory = RecordSize.of(record) + end - start;
      budget.acquire(memory);
      lanes.add(lane, new BulkItem(record, source, target, operation, start, end, memory));
    } catch (DataException e) {
      // Nothing of it is in a buffer, but it takes its place in the order of the offsets.
      report(Map.of(nowhere(record, source), e));
    }
  }

  /** Passes over a record that has no document. */
  public void skip(SinkRecord record) {
    TopicPartition partition = track(record).partition();
    watermark.done(partition, record.originalKafkaOffset());
    metrics.skipped(1);
  }

  private SourcePartition track(SinkRecord record) {
    SourcePartition source = lastSource;
    if (source == null
        || source.partition().partition() != Objects.requireNonNull(record.originalKafkaPartition())
        || !source.partition().topic().equals(record.originalTopic())) {
      TopicPartition partition = SinkPosition.of(record).partition();
      source = sources.computeIfAbsent(partition, SourcePartition::new);
      lastSource = source;
    }
    watermark.track(source.partition(), record.originalKafkaOffset());
    return source;
  }

  private static BulkItem nowhere(SinkRecord record, SourcePartition source) {
    return new BulkItem(record, source, new Target("", null, null), Operation.INDEX, 0, 0, 0);
  }

  /**
   * Acts on what the cluster has answered since the last call, and sends what may be sent.
   *
   * @throws ConnectException if the task is to fail
   */
  public void process() {
    act();
    results.throwFailure();
  }

  private void act() {
    try {
      for (Map<BulkItem, Exception> errors = results.poll();
          errors != null;
          errors = results.poll()) {
        report(errors);
      }
      if (!reported.isEmpty() && errant.areDurable()) {
        results.release(reported);
        reported.clear();
      }
    } catch (ConnectException e) {
      results.failed(e);
      return;
    }
    lanes.pump();
    sniffer.sniffIfDue();
  }

  private void report(Map<BulkItem, Exception> errors) {
    errors.forEach(
        (item, error) -> {
          if (item.source().isRevoked()) {
            results.dropped(List.of(item));
          } else {
            errant.report(Map.of(item.record(), error));
            reported.add(item);
          }
        });
    metrics.reported(errors.size());
  }

  /**
   * Hands over what there is and waits, up to the limit, until it is written; not at all while the
   * cluster fails. What makes the task fail is left to {@link #process}.
   */
  public void flush(Duration limit) {
    lanes.sealAll();
    long deadline = System.nanoTime() + limit.toNanos();
    act();
    long left = deadline - System.nanoTime();
    while (left > 0 && (lanes.areProgressing() || results.isWaiting())) {
      try {
        results.await(Duration.ofNanos(left));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      act();
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

  /** Whether there is nothing that is not yet written. */
  public boolean isIdle() {
    return lanes.areEmpty() && reported.isEmpty() && !results.isWaiting();
  }

  /**
   * Drops what is not yet sent of these partitions, which become another task's. What is under way
   * cannot be called back: versions keep it from replacing what the other task writes after it.
   */
  public void drop(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      SourcePartition source = sources.remove(partition);
      if (source != null) {
        source.revoke();
      }
    }
    lastSource = null;
    watermark.forget(partitions);
  }

  /** Ends all requests; what is not written yet is delivered again. */
  @Override
  public void close() {
    lanes.close();
    client.close();
  }
}
