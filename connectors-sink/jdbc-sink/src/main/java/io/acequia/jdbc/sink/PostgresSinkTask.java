package io.acequia.jdbc.sink;

import io.acequia.commons.budget.ByteBudget;
import io.acequia.commons.budget.PartitionGate;
import io.acequia.commons.config.TaskNumber;
import io.acequia.commons.metrics.TaskMetrics;
import io.acequia.commons.offset.CommitPace;
import io.acequia.commons.offset.PartitionPositions;
import io.acequia.commons.version.AcequiaVersion;
import io.acequia.jdbc.sink.mapping.TableTemplate;
import io.acequia.jdbc.sink.offset.OffsetStore;
import io.acequia.jdbc.sink.write.PipelineOptions;
import io.acequia.jdbc.sink.write.SinkMetrics;
import io.acequia.jdbc.sink.write.SinkPipeline;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/**
 * Takes records over from Connect and hands them to a {@link SinkPipeline}, which writes them on a
 * thread of its own. Neither blocks nor throws while the database is away: near the end of its
 * memory it stops reading, and goes on when there is room again.
 */
public final class PostgresSinkTask extends SinkTask {
  private static final Duration FLUSH = Duration.ofSeconds(3);
  private static final Duration RESTORE = Duration.ofSeconds(3);
  // How soon put is called again while something is on its way.
  private static final long WAKE_UP_MS = 50;

  private final PartitionPositions positions = new PartitionPositions();
  private final CommitPace pace = new CommitPace();
  private @Nullable Running running;

  /** What a started task has. */
  private record Running(
      TableTemplate tables,
      boolean deletes,
      boolean exactlyOnce,
      TaskMetrics metrics,
      SinkPipeline pipeline,
      PartitionGate gate,
      PartitionFlow flow) {}

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public void start(Map<String, String> properties) {
    PostgresSinkConfig config = new PostgresSinkConfig(properties);
    String connector = properties.getOrDefault("name", "postgres-sink");
    String task = TaskNumber.of(properties);
    String name = "acequia-" + connector + "-" + task;
    PipelineOptions options = config.pipeline(name);
    ByteBudget budget = SinkPipeline.budget(options.bufferBytes());
    TaskMetrics metrics = TaskMetrics.of(context, "postgres-sink", connector, task);
    PartitionGate gate = new PartitionGate(context, budget, "PostgreSQL");
    PartitionFlow flow = new PartitionFlow(context, positions, gate);
    SinkPipeline pipeline =
        new SinkPipeline(
            name,
            options,
            config.isExactlyOnce() ? new OffsetStore(config.offsetsTable(), connector) : null,
            context.errantRecordReporter(),
            flow,
            budget,
            new SinkMetrics(metrics, budget));
    running =
        new Running(
            config.tables(),
            config.deletes(),
            config.isExactlyOnce(),
            metrics,
            pipeline,
            gate,
            flow);
  }

  @Override
  public void open(Collection<TopicPartition> partitions) {
    Running task = running();
    partitions.forEach(partition -> positions.open(partition, task.exactlyOnce));
    if (task.exactlyOnce) {
      task.gate.hold(partitions);
      task.pipeline.restore(partitions);
      task.pipeline.flush(RESTORE);
    } else {
      task.gate.open(partitions);
    }
  }

  @Override
  public void put(Collection<SinkRecord> records) {
    Running task = running();
    task.pipeline.process();
    for (SinkRecord record : records) {
      TopicPartition partition = positions.accept(record);
      if (partition != null) {
        take(task, partition, record);
      }
    }
    task.pipeline.sealIfDue();
    if (task.flow.regulate(task.pipeline)) {
      context.timeout(WAKE_UP_MS);
    }
  }

  private static void take(Running task, TopicPartition partition, SinkRecord record) {
    if (record.value() == null && !task.deletes) {
      task.pipeline.skip(partition, record);
      return;
    }
    try {
      task.pipeline.add(partition, record, task.tables.table(record.topic()));
    } catch (DataException e) {
      task.pipeline.reject(partition, record, e);
    }
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
    Running task = running();
    // With exactly-once the database knows better than Kafka where to go on.
    boolean wait = pace.isEarly(System.nanoTime()) && !task.exactlyOnce;
    task.pipeline.flush(wait ? FLUSH : Duration.ZERO);
    return task.pipeline.committable(positions.inStep(currentOffsets));
  }

  @Override
  public void close(Collection<TopicPartition> partitions) {
    positions.close(partitions);
    if (running != null) {
      running.gate.close(partitions);
      running.pipeline.drop(partitions);
    }
  }

  @Override
  public void stop() {
    if (running != null) {
      running.pipeline.close();
      running.metrics.close();
      running = null;
    }
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("the task was not started");
    }
    return running;
  }
}
