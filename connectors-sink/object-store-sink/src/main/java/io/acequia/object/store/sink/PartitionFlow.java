package io.acequia.object.store.sink;

import io.acequia.commons.budget.ByteBudget;
import io.acequia.commons.offset.PartitionPositions;
import io.acequia.object.store.sink.write.SinkPipeline;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which partitions Connect reads, and from where: none while the buffers are full and
 * something is under way that will free them, none before its beginning is known.
 */
final class PartitionFlow implements SinkPipeline.Listener {
  private static final Logger log = LoggerFactory.getLogger(PartitionFlow.class);

  private final SinkTaskContext context;
  private final PartitionPositions positions;
  private final ByteBudget budget;
  private final Set<TopicPartition> held = new HashSet<>();
  private boolean full;

  PartitionFlow(SinkTaskContext context, PartitionPositions positions, ByteBudget budget) {
    this.context = context;
    this.positions = positions;
    this.budget = budget;
  }

  /** Stops reading new partitions until they begin. */
  void opened(Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> positions.open(partition, true));
    held.addAll(partitions);
    pause(partitions);
  }

  void forget(Collection<TopicPartition> partitions) {
    positions.close(partitions);
    held.removeAll(partitions);
  }

  /**
   * Pauses, resumes and rewinds as things are now; at the end of a put.
   *
   * @return whether another put should follow soon
   */
  boolean regulate(SinkPipeline pipeline) {
    positions.takeRewinds().forEach(context::offset);
    boolean completing = pipeline.isCompleting();
    if (!full && budget.isHigh() && completing) {
      full = true;
      log.info("The buffers are full: not reading until the store has taken some of them");
      pause(positions.partitions());
    } else if (full && (budget.isLow() || !completing)) {
      full = false;
      log.info("Reading again");
      resume(positions.partitions());
    }
    return full || !held.isEmpty() || completing;
  }

  private void pause(Collection<TopicPartition> partitions) {
    context.pause(partitions.toArray(TopicPartition[]::new));
  }

  private void resume(Collection<TopicPartition> partitions) {
    context.resume(
        partitions.stream().filter(p -> !held.contains(p)).toArray(TopicPartition[]::new));
  }

  @Override
  public void begins(TopicPartition partition, @Nullable Long offset) {
    log.info("{} begins at {}", partition, offset == null ? "Kafka's own offset" : offset);
    positions.restored(partition, offset);
    held.remove(partition);
    if (!full) {
      context.resume(partition);
    }
  }

  @Override
  public void restarted(TopicPartition partition) {
    positions.open(partition, true);
    held.add(partition);
    context.pause(partition);
  }
}
