package io.acequia.object.store.sink;

import io.acequia.commons.budget.ByteBudget;
import io.acequia.commons.budget.PartitionGate;
import io.acequia.commons.config.TaskNumber;
import io.acequia.commons.error.ErrantRecords;
import io.acequia.commons.metrics.TaskMetrics;
import io.acequia.commons.offset.PartitionPositions;
import io.acequia.commons.version.AcequiaVersion;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.sink.offset.EpochIndex;
import io.acequia.object.store.sink.write.SinkMetrics;
import io.acequia.object.store.sink.write.SinkPipeline;
import io.acequia.object.store.sink.write.Uploader;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/**
 * Takes records over from Connect and hands them to a {@link SinkPipeline}, which uploads them on
 * threads of its own. Neither blocks nor throws while the store is away: near the end of its memory
 * it stops reading, and goes on when there is room again.
 */
public final class ObjectStoreSinkTask extends SinkTask {
  private static final Duration BEGIN = Duration.ofSeconds(3);
  private static final Duration COMPLETE = Duration.ofSeconds(3);
  private static final double HIGH_WATER = 0.8;
  private static final double LOW_WATER = 0.5;
  // How soon put is called again: while something is on its way, and for the clock's sake.
  private static final long SOON_MS = 50;
  private static final long CLOCK_MS = 1_000;

  private @Nullable Running running;

  /** What a started task has. */
  private record Running(
      boolean completesOnClose,
      ObjectStore store,
      Uploader uploader,
      TaskMetrics metrics,
      SinkPipeline pipeline,
      PartitionPositions positions,
      PartitionFlow flow) {}

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public void start(Map<String, String> properties) {
    ObjectStoreSinkConfig config = new ObjectStoreSinkConfig(properties);
    String connector = properties.getOrDefault("name", "object-store-sink");
    String task = TaskNumber.of(properties);
    String run = UUID.randomUUID().toString();
    ByteBudget budget = new ByteBudget(config.bufferBytes(), HIGH_WATER, LOW_WATER);
    TaskMetrics metrics = TaskMetrics.of(context, "object-store-sink", connector, task);
    SinkMetrics counts = new SinkMetrics(metrics, budget);
    ObjectStore store = config.store().open();
    Uploader uploader =
        new Uploader(
            "acequia-" + connector + "-" + task, config.uploadThreads(), config.retries(), counts);
    PartitionPositions positions = new PartitionPositions();
    running =
        new Running(
            config.completesOnClose(),
            store,
            uploader,
            metrics,
            new SinkPipeline(
                config.writing(run),
                store,
                uploader,
                config.isIndexed() ? new EpochIndex(store, config.indexPrefix(connector)) : null,
                run,
                new ErrantRecords(context.errantRecordReporter()),
                budget,
                counts),
            positions,
            new PartitionFlow(context, positions, new PartitionGate(context, budget, "the store")));
  }

  @Override
  public void open(Collection<TopicPartition> partitions) {
    Running task = running();
    task.flow.opened(partitions);
    task.pipeline.open(partitions);
    task.pipeline.awaitBegin(task.flow, BEGIN);
    context.timeout(SOON_MS);
  }

  @Override
  public void put(Collection<SinkRecord> records) {
    Running task = running();
    task.pipeline.process(task.flow);
    for (SinkRecord record : records) {
      TopicPartition partition = task.positions.accept(record);
      if (partition != null) {
        task.pipeline.add(partition, record);
        task.pipeline.relieve();
      }
    }
    context.timeout(task.flow.regulate(task.pipeline) ? SOON_MS : CLOCK_MS);
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
    Running task = running();
    return task.pipeline.committable(task.positions.inStep(currentOffsets));
  }

  @Override
  public void close(Collection<TopicPartition> partitions) {
    Running task = running;
    if (task != null) {
      task.pipeline.complete(partitions, task.completesOnClose, COMPLETE);
      task.flow.forget(partitions);
      task.pipeline.drop(partitions);
    }
  }

  @Override
  public void stop() {
    Running task = running;
    running = null;
    if (task != null) {
      task.uploader.close();
      task.store.close();
      task.metrics.close();
    }
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("the task was not started");
    }
    return running;
  }
}
