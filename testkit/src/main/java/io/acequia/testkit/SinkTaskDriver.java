package io.acequia.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * Drives a sink task as a worker does: one thread; a batch that ended in {@link RetriableException}
 * is delivered again before any other; {@code preCommit} between the rounds; {@code close} before
 * the assignment shrinks.
 */
public final class SinkTaskDriver {

  private static final Duration ROUND = Duration.ofMillis(20);

  private final SinkTask task;
  private final RecordingSinkContext context;
  private final Map<TopicPartition, Long> delivered = new HashMap<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private final List<SinkRecord> again = new ArrayList<>();
  private final Set<TopicPartition> assigned = new HashSet<>();

  public SinkTaskDriver(SinkTask task, RecordingSinkContext context) {
    this.task = task;
    this.context = context;
  }

  public RecordingSinkContext context() {
    return context;
  }

  /** The offsets that the task let be committed: of the next record to read. */
  public Map<TopicPartition, Long> committed() {
    return Map.copyOf(committed);
  }

  /** Initializes and starts the task. */
  public void start() {
    task.initialize(context);
    task.start(context.configs());
  }

  /** Gives the task these partitions besides those that it has. */
  public void assign(TopicPartition... partitions) {
    assigned.addAll(List.of(partitions));
    context.assign(assigned);
    task.open(List.of(partitions));
  }

  /** Commits, then takes these partitions away. */
  public void revoke(TopicPartition... partitions) {
    commit();
    task.close(List.of(partitions));
    List.of(partitions).forEach(assigned::remove);
    List.of(partitions).forEach(delivered::remove);
    context.assign(assigned);
  }

  /** Delivers these records once, and keeps them for the next rounds if the task asks for that. */
  public void deliver(Collection<SinkRecord> records) {
    if (!again.isEmpty()) {
      throw new IllegalStateException("the task still waits for the batch before");
    }
    again.addAll(records);
    round();
  }

  /** Reads on to {@code next} with nothing to deliver: transforms dropped it all. */
  public void passOver(TopicPartition partition, long next) {
    delivered.put(partition, next);
    round();
  }

  /** One round of a worker: the batch that is due, if any, and a commit. */
  public void round() {
    List<SinkRecord> batch = List.copyOf(again);
    try {
      task.put(batch);
      again.clear();
      batch.forEach(
          r ->
              delivered.merge(
                  new TopicPartition(r.originalTopic(), r.originalKafkaPartition()),
                  r.originalKafkaOffset() + 1,
                  Math::max));
    } catch (RetriableException e) {
      // As a worker: the same batch comes again in the next round.
    }
    commit();
  }

  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
    delivered.forEach((partition, next) -> current.put(partition, new OffsetAndMetadata(next)));
    task.preCommit(current).forEach((partition, next) -> committed.put(partition, next.offset()));
  }

  /**
   * Goes on until the task lets {@code offset} be committed.
   *
   * @throws AssertionError if it does not in {@code patience}
   */
  public void awaitCommitted(TopicPartition partition, long offset, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (committed.getOrDefault(partition, -1L) < offset) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            partition + ": " + offset + " not committed in " + patience + ", but " + committed);
      }
      LockSupport.parkNanos(ROUND.toNanos());
      round();
    }
  }

  /** Takes everything away and stops the task. */
  public void stop() {
    task.close(List.copyOf(assigned));
    task.stop();
  }
}
