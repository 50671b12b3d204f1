package io.acequia.elasticsearch.sink;

import io.acequia.commons.budget.ByteBudget;
import io.acequia.commons.budget.PartitionGate;
import io.acequia.commons.config.TaskNumber;
import io.acequia.commons.metrics.TaskMetrics;
import io.acequia.commons.offset.CommitPace;
import io.acequia.commons.version.AcequiaVersion;
import io.acequia.elasticsearch.sink.write.PipelineOptions;
import io.acequia.elasticsearch.sink.write.SinkMetrics;
import io.acequia.elasticsearch.sink.write.SinkPipeline;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/**
 * Takes records over from Connect and hands them to a {@link SinkPipeline}. Neither blocks nor
 * throws while the cluster is away: near the end of its memory it stops reading, and goes on when
 * there is room again. At least once; with ids and versions from Kafka a repetition changes
 * nothing.
 */
public final class ElasticsearchSinkTask extends SinkTask {
  private static final Duration FLUSH = Duration.ofSeconds(3);
  // How soon put is called again while something is on its way.
  private static final long WAKE_UP_MS = 50;

  private final CommitPace pace = new CommitPace();
  private @Nullable Running running;

  /** What a started task has. */
  private record Running(
      boolean deletes, TaskMetrics metrics, SinkPipeline pipeline, PartitionGate gate) {}

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public void start(Map<String, String> properties) {
    ElasticsearchSinkConfig config = new ElasticsearchSinkConfig(properties);
    PipelineOptions options = config.pipeline();
    ByteBudget budget = SinkPipeline.budget(options.bufferBytes());
    TaskMetrics metrics =
        TaskMetrics.of(
            context,
            "elasticsearch-sink",
            properties.getOrDefault("name", "elasticsearch-sink"),
            TaskNumber.of(properties));
    running =
        new Running(
            config.deletes(),
            metrics,
            new SinkPipeline(
                options, context.errantRecordReporter(), budget, new SinkMetrics(metrics, budget)),
            new PartitionGate(context, budget, "the cluster"));
  }

  @Override
  public void open(Collection<TopicPartition> partitions) {
    running().gate.open(partitions);
  }

  @Override
  public void put(Collection<SinkRecord> records) {
    Running task = running();
    for (SinkRecord record : records) {
      if (record.value() == null && !task.deletes) {
        task.pipeline.skip(record);
      } else {
        task.pipeline.add(record);
      }
    }
    task.pipeline.process();
    task.gate.regulate();
    if (!task.pipeline.isIdle()) {
      context.timeout(WAKE_UP_MS);
    }
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
    Running task = running();
    task.pipeline.flush(pace.isEarly(System.nanoTime()) ? FLUSH : Duration.ZERO);
    return task.pipeline.committable(currentOffsets);
  }

  @Override
  public void close(Collection<TopicPartition> partitions) {
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
