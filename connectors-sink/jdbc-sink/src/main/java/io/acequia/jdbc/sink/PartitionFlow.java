package io.acequia.jdbc.sink;

import io.acequia.commons.budget.PartitionGate;
import io.acequia.commons.offset.PartitionPositions;
import io.acequia.jdbc.sink.write.SinkPipeline;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides from where Connect reads the partitions: from the stored offsets, anew when another task
 * has advanced them; none is read before its offset is known.
 */
final class PartitionFlow implements SinkPipeline.Listener {
  private static final Logger log = LoggerFactory.getLogger(PartitionFlow.class);

  private final SinkTaskContext context;
  private final PartitionPositions positions;
  private final PartitionGate gate;
  private boolean fenced;

  PartitionFlow(SinkTaskContext context, PartitionPositions positions, PartitionGate gate) {
    this.context = context;
    this.positions = positions;
    this.gate = gate;
  }

  /**
   * Pauses, resumes and rewinds as things are now; at the end of a put.
   *
   * @return whether another put should follow soon
   */
  boolean regulate(SinkPipeline pipeline) {
    if (fenced) {
      fenced = false;
      gate.hold(positions.partitions());
      pipeline.restore(positions.partitions());
    }
    positions.takeRewinds().forEach(context::offset);
    gate.regulate();
    return gate.isWaiting() || !pipeline.isIdle();
  }

  @Override
  public void durable(TopicPartition partition, long next) {
    positions.durable(partition, next);
  }

  @Override
  public void fenced() {
    log.warn("Another task has advanced the stored offsets: beginning again from those");
    fenced = true;
    // At once: what comes now belongs behind what was just given up.
    positions.restart();
  }

  @Override
  public void restored(TopicPartition partition, @Nullable Long offset) {
    if (!positions.has(partition)) {
      return;
    }
    log.info("{} begins at {}", partition, offset == null ? "Kafka's own offset" : offset);
    positions.restored(partition, offset);
    gate.release(partition);
  }

  @Override
  public boolean owns(TopicPartition partition) {
    return positions.has(partition);
  }
}
