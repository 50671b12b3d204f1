package io.acequia.object.store.sink;

import io.acequia.commons.budget.PartitionGate;
import io.acequia.commons.offset.PartitionPositions;
import io.acequia.object.store.sink.write.SinkPipeline;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides from where Connect reads the partitions: none is read before its beginning is known. */
final class PartitionFlow implements SinkPipeline.Listener {
  private static final Logger log = LoggerFactory.getLogger(PartitionFlow.class);

  private final SinkTaskContext context;
  private final PartitionPositions positions;
  private final PartitionGate gate;

  PartitionFlow(SinkTaskContext context, PartitionPositions positions, PartitionGate gate) {
    this.context = context;
    this.positions = positions;
    this.gate = gate;
  }

  /** Stops reading new partitions until they begin. */
  void opened(Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> positions.open(partition, true));
    gate.hold(partitions);
  }

  void forget(Collection<TopicPartition> partitions) {
    positions.close(partitions);
    gate.close(partitions);
  }

  /**
   * Pauses, resumes and rewinds as things are now; at the end of a put.
   *
   * @return whether another put should follow soon
   */
  boolean regulate(SinkPipeline pipeline) {
    positions.takeRewinds().forEach(context::offset);
    boolean completing = pipeline.isCompleting();
    gate.regulate(completing);
    return gate.isWaiting() || completing;
  }

  @Override
  public void begins(TopicPartition partition, @Nullable Long offset) {
    log.info("{} begins at {}", partition, offset == null ? "Kafka's own offset" : offset);
    positions.restored(partition, offset);
    gate.release(partition);
  }

  @Override
  public void restarted(TopicPartition partition) {
    positions.open(partition, true);
    gate.hold(List.of(partition));
  }
}
