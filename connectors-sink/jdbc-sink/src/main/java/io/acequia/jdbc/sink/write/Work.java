package io.acequia.jdbc.sink.write;

import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/** What a task gives its writer to do, in order. */
sealed interface Work permits Batch, Work.ReadOffsets {
  /** Read the offsets that the database holds for these partitions. */
  record ReadOffsets(Collection<TopicPartition> partitions) implements Work {}
}
