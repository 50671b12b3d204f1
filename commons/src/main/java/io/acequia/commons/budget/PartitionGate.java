package io.acequia.commons.budget;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which of a sink task's partitions Connect reads: none while the task's memory is full,
 * and none that is held until it may begin. For the task's thread only.
 */
public final class PartitionGate {
  private static final Logger log = LoggerFactory.getLogger(PartitionGate.class);

  private final SinkTaskContext context;
  private final ByteBudget budget;
  private final String target;
  private final Set<TopicPartition> owned = new HashSet<>();
  private final Set<TopicPartition> held = new HashSet<>();
  private boolean full;

  /**
   * @param target who frees the memory, as the log names it, such as {@code the cluster}
   */
  public PartitionGate(SinkTaskContext context, ByteBudget budget, String target) {
    this.context = context;
    this.budget = budget;
    this.target = target;
  }

  /** Lets new partitions in, which may come while the memory is full. */
  public void open(Collection<TopicPartition> partitions) {
    owned.addAll(partitions);
    if (full) {
      pause(partitions);
    }
  }

  /** Keeps these partitions, new ones or not, from being read until they are released. */
  public void hold(Collection<TopicPartition> partitions) {
    owned.addAll(partitions);
    held.addAll(partitions);
    pause(partitions);
  }

  /** Has a held partition read as soon as there is memory; nothing for one that is not held. */
  public void release(TopicPartition partition) {
    if (held.remove(partition) && !full) {
      context.resume(partition);
    }
  }

  /** Forgets partitions, which become another task's. */
  public void close(Collection<TopicPartition> partitions) {
    owned.removeAll(partitions);
    held.removeAll(partitions);
  }

  /** Pauses and resumes as the budget is now; at the end of a put. */
  public void regulate() {
    regulate(true);
  }

  /**
   * Pauses and resumes as the budget is now; at the end of a put.
   *
   * @param freeing whether something is under way that will free memory: if not, waiting for it
   *     would never end, and only further records can help
   */
  public void regulate(boolean freeing) {
    if (!full && freeing && budget.isHigh()) {
      full = true;
      log.info("The buffers are full: not reading until {} has taken some of them", target);
      pause(owned);
    } else if (full && (!freeing || budget.isLow())) {
      full = false;
      log.info("Reading again");
      context.resume(owned.stream().filter(p -> !held.contains(p)).toArray(TopicPartition[]::new));
    }
  }

  /** Whether some partition waits for memory or for its release. */
  public boolean isWaiting() {
    return full || !held.isEmpty();
  }

  private void pause(Collection<TopicPartition> partitions) {
    context.pause(partitions.toArray(TopicPartition[]::new));
  }
}
