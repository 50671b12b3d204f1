package io.acequia.commons.offset;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks of a sink's offsets through Connect's REST (KIP-875). To be carried out
 * idempotently: Connect changes its own consumer group afterwards, and asks again if that fails.
 *
 * @param moved the next offset to read, by partition
 * @param forgotten the partitions of which nothing is to be known any more
 */
public record OffsetEdits(Map<TopicPartition, Long> moved, Set<TopicPartition> forgotten) {

  /**
   * Reads what {@code alterOffsets} is given.
   *
   * @param offsets the next offset by partition, {@code null} to forget the partition
   * @throws ConnectException if an offset is negative
   */
  public static OffsetEdits of(Map<TopicPartition, @Nullable Long> offsets) {
    Map<TopicPartition, Long> moved = new HashMap<>();
    Set<TopicPartition> forgotten = new HashSet<>();
    offsets.forEach(
        (partition, offset) -> {
          if (offset == null) {
            forgotten.add(partition);
          } else if (offset < 0) {
            throw new ConnectException("the offset of " + partition + " is negative: " + offset);
          } else {
            moved.put(partition, offset);
          }
        });
    return new OffsetEdits(Map.copyOf(moved), Set.copyOf(forgotten));
  }
}
