package io.acequia.commons.offset;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * How far each partition has been taken over from Connect, and from where Connect is to deliver it
 * again. A record at or below what was taken is a repetition and is refused; so is every record of
 * a partition whose stored offset is not known yet, or whose rewinding has not happened yet.
 *
 * <p>Connect rewinds before the poll that follows; so what is delivered in the call of {@code put}
 * that asks for it may still come from the old position.
 */
public final class PartitionPositions {
  private final Map<TopicPartition, Position> positions = new HashMap<>();
  private @Nullable Position last;

  /** Begins a partition; {@code restoring} if its records must wait for the stored offset. */
  public void open(TopicPartition partition, boolean restoring) {
    Position position = new Position(partition);
    position.restoring = restoring;
    positions.put(partition, position);
    last = null;
  }

  public void close(Collection<TopicPartition> partitions) {
    positions.keySet().removeAll(partitions);
    last = null;
  }

  public Collection<TopicPartition> partitions() {
    return List.copyOf(positions.keySet());
  }

  public boolean has(TopicPartition partition) {
    return positions.containsKey(partition);
  }

  /** Whether the partition's records must wait for the stored offset. */
  public boolean isRestoring(TopicPartition partition) {
    Position position = positions.get(partition);
    return position != null && position.restoring;
  }

  /**
   * Takes the record over.
   *
   * @return the partition, {@code null} if the record is refused
   */
  public @Nullable TopicPartition accept(SinkRecord record) {
    Position position = position(record);
    long offset = record.originalKafkaOffset();
    if (position.restoring) {
      position.refused(offset);
      return null;
    }
    if (position.rewindTo >= 0) {
      if (offset != position.rewindTo) {
        return null;
      }
      position.rewindTo = -1;
    }
    if (offset <= position.accepted) {
      return null;
    }
    if (position.resumeFrom < 0) {
      position.resumeFrom = offset;
    }
    position.accepted = offset;
    return position.partition;
  }

  private Position position(SinkRecord record) {
    Position cached = last;
    if (cached != null
        && cached.partition.partition() == Objects.requireNonNull(record.originalKafkaPartition())
        && cached.partition.topic().equals(record.originalTopic())) {
      return cached;
    }
    TopicPartition partition =
        new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
    cached = positions.computeIfAbsent(partition, Position::new);
    last = cached;
    return cached;
  }

  /** Notes that everything before {@code next} is durable. */
  public void durable(TopicPartition partition, long next) {
    Position position = positions.get(partition);
    if (position != null) {
      position.resumeFrom = next;
    }
  }

  /** Notes the stored offset, {@code null} if there is none: records are accepted again. */
  public void restored(TopicPartition partition, @Nullable Long stored) {
    Position position = positions.get(partition);
    if (position != null) {
      position.restoring = false;
      position.accepted = stored == null ? -1 : stored - 1;
      position.rewindTo = stored == null ? position.resumeFrom : stored;
      position.resumeFrom = position.rewindTo;
    }
  }

  /** Gives up everything that is not durable: all partitions wait for their stored offsets. */
  public void restart() {
    positions.values().forEach(position -> position.restoring = true);
  }

  /** The partitions that Connect is to rewind, and where to; asked once, at the end of a put. */
  public Map<TopicPartition, Long> takeRewinds() {
    Map<TopicPartition, Long> rewinds = new HashMap<>();
    for (Position position : positions.values()) {
      position.rewinding = position.rewindTo >= 0;
      if (position.rewinding) {
        rewinds.put(position.partition, position.rewindTo);
        position.rewindTo = -1;
      }
    }
    return rewinds;
  }

  /**
   * Those of Connect's own offsets before which there is no record that was refused and is to come
   * again; asked between two puts.
   *
   * @param delivered for each partition the offset after the last record that was read
   */
  public Map<TopicPartition, OffsetAndMetadata> inStep(
      Map<TopicPartition, OffsetAndMetadata> delivered) {
    Map<TopicPartition, OffsetAndMetadata> inStep = new HashMap<>(delivered);
    inStep.keySet().retainAll(positions.keySet());
    for (Position position : positions.values()) {
      if (position.restoring || position.rewindTo >= 0 || position.rewinding) {
        inStep.remove(position.partition);
      }
    }
    return inStep;
  }

  private static final class Position {
    private final TopicPartition partition;
    private boolean restoring;
    // The last offset taken over.
    private long accepted = -1;
    // Where a redelivery has to begin if nothing is stored.
    private long resumeFrom = -1;
    private long rewindTo = -1;
    // Whether Connect was asked to rewind, which it does before the next put.
    private boolean rewinding;

    private Position(TopicPartition partition) {
      this.partition = partition;
    }

    private void refused(long offset) {
      if (resumeFrom < 0 || offset < resumeFrom) {
        resumeFrom = offset;
      }
    }
  }
}
