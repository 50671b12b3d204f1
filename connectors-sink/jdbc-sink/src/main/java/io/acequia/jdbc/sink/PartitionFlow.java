package io.acequia.jdbc.sink;

import io.acequia.commons.budget.ByteBudget;
import io.acequia.commons.offset.PartitionPositions;
import io.acequia.jdbc.sink.write.SinkPipeline;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which partitions Connect reads, and from where: none while the buffers are full, none
 * before its stored offset is known.
 */
final class PartitionFlow implements SinkPipeline.Listener {
  private static final Logger log = LoggerFactory.getLogger(PartitionFlow.class);

  private final SinkTaskContext context;
  private final PartitionPositions positions;
  private final ByteBudget budget;
  private final Set<TopicPartition> held = new HashSet<>();
  private boolean full;
  private boolean fenced;

  PartitionFlow(SinkTaskContext context, PartitionPositions positions, ByteBudget budget) {
    this.context = context;
    this.positions = positions;
    this.budget = budget;
  }

  /** Takes note of new partitions, which may come while the buffers are full. */
  void opened(Collection<TopicPartition> partitions) {
    if (full) {
      pause(partitions);
    }
  }

  /** Stops reading these partitions until their stored offsets are known. */
  void hold(Collection<TopicPartition> partitions) {
    held.addAll(partitions);
    pause(partitions);
  }

  void forget(Collection<TopicPartition> partitions) {
    held.removeAll(partitions);
  }

  /**
   * Pauses, resumes and rewinds as things are now; at the end of a put.
   *
   * @return whether another put should follow soon
   */
  boolean regulate(SinkPipeline pipeline) {
    if (fenced) {
      fenced = false;
      hold(positions.partitions());
      pipeline.restore(positions.partitions());
    }
    positions.takeRewinds().forEach(context::offset);
    if (!full && budget.isHigh()) {
      full = true;
      log.info("The buffers are full: not reading until PostgreSQL has taken some of them");
      pause(positions.partitions());
    } else if (full && budget.isLow()) {
      full = false;
      log.info("Reading again");
      resume(positions.partitions());
    }
    return full || !held.isEmpty() || !pipeline.isIdle();
  }

  private void pause(Collection<TopicPartition> partitions) {
    context.pause(partitions.toArray(TopicPartition[]::new));
  }

  private void resume(Collection<TopicPartition> partitions) {
    context.resume(
        partitions.stream().filter(p -> !held.contains(p)).toArray(TopicPartition[]::new));
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
    held.remove(partition);
    if (!full) {
      context.resume(partition);
    }
  }

  @Override
  public boolean owns(TopicPartition partition) {
    return positions.has(partition);
  }
}
