package io.acequia.elasticsearch.sink;

import io.acequia.commons.budget.ByteBudget;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops Connect from reading while the task's memory is full. */
final class PartitionFlow {
  private static final Logger log = LoggerFactory.getLogger(PartitionFlow.class);

  private final SinkTaskContext context;
  private final ByteBudget budget;
  private final Set<TopicPartition> partitions = new HashSet<>();
  private boolean full;

  PartitionFlow(SinkTaskContext context, ByteBudget budget) {
    this.context = context;
    this.budget = budget;
  }

  /** Takes note of new partitions, which may come while the memory is full. */
  void opened(Collection<TopicPartition> opened) {
    partitions.addAll(opened);
    if (full) {
      context.pause(opened.toArray(TopicPartition[]::new));
    }
  }

  void closed(Collection<TopicPartition> closed) {
    partitions.removeAll(closed);
  }

  /** Pauses and resumes as things are now; at the end of a put. */
  void regulate() {
    if (!full && budget.isHigh()) {
      full = true;
      log.info("The buffers are full: not reading until the cluster has taken some of them");
      context.pause(partitions.toArray(TopicPartition[]::new));
    } else if (full && budget.isLow()) {
      full = false;
      log.info("Reading again");
      context.resume(partitions.toArray(TopicPartition[]::new));
    }
  }
}
