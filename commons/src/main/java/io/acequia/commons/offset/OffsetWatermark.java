package io.acequia.commons.offset;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which offsets a sink may commit: for each partition, the one after the longest run of records
 * that are all done, however out of order they became so.
 *
 * <p>A record is tracked when it arrives in {@code put} and done when the outside system has it, or
 * when it was reported, or needs no writing. A record that arrives again, after a rewind, is in
 * flight again with all that followed it. Records that become done together need not all be
 * tracked, but their first and last must be: the watermark stands before the first offset that is
 * tracked and not done, and so would pass over one that was never tracked. Use {@link SinkPosition}
 * for the coordinates: a transform that renames topics must not disturb them. Thread-safe: the task
 * tracks, its writer calls done.
 */
public final class OffsetWatermark {

  private final Map<TopicPartition, InFlightOffsets> partitions = new HashMap<>();

  /** A record has arrived. Offsets of a partition rise, with gaps, except after a rewind. */
  public synchronized void track(TopicPartition partition, long offset) {
    partitions.computeIfAbsent(partition, tp -> new InFlightOffsets()).track(offset);
  }

  /** A record needs nothing more; unknown ones (of a partition that was revoked) are ignored. */
  public synchronized void done(TopicPartition partition, long offset) {
    InFlightOffsets offsets = partitions.get(partition);
    if (offsets != null) {
      offsets.done(offset);
    }
  }

  /**
   * For each partition, the offset of the next record to read after a restart.
   *
   * @param delivered Connect's own offsets, each after the last record that was read. Where nothing
   *     is in flight they count: records that a transform dropped, or that no converter could read,
   *     are never tracked, and at the end of a partition would look like a lag for ever
   */
  public synchronized Map<TopicPartition, OffsetAndMetadata> committable(
      Map<TopicPartition, OffsetAndMetadata> delivered) {
    Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>(delivered);
    partitions.forEach(
        (partition, offsets) -> {
          OffsetAndMetadata read = committable.get(partition);
          if (read == null || offsets.size() > 0 || read.offset() < offsets.watermark()) {
            committable.put(partition, new OffsetAndMetadata(offsets.watermark()));
          }
        });
    return committable;
  }

  /** How many records have arrived and are not yet behind the watermark. */
  public synchronized long inFlight() {
    return partitions.values().stream().mapToLong(InFlightOffsets::size).sum();
  }

  public boolean isEmpty() {
    return inFlight() == 0;
  }

  /** Drops what is known of partitions that now belong to another task. */
  public synchronized void forget(Collection<TopicPartition> revoked) {
    revoked.forEach(partitions::remove);
  }
}
