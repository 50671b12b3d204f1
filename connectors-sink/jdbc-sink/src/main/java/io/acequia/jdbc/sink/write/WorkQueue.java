package io.acequia.jdbc.sink.write;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What lies between a task's thread and its writer's: work one way, outcomes the other. After an
 * outcome that the task must act on, the writer gets no more work until the task has done so;
 * otherwise what comes later could overtake what comes first.
 */
final class WorkQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Work> waiting = new ArrayDeque<>();
  private final Deque<Outcome> outcomes = new ArrayDeque<>();
  private @Nullable Work current;
  private boolean pausing;
  private boolean held;
  private boolean closed;

  /** Takes the next work, waiting for it; {@code null} when the queue is closed. */
  @Nullable Work take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && (held || waiting.isEmpty())) {
        changed.await();
      }
      current = closed ? null : waiting.poll();
      return current;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the current work. */
  void finished(Outcome outcome) {
    locked(
        () -> {
          current = null;
          held = !(outcome instanceof Outcome.Written || outcome instanceof Outcome.OffsetsRead);
          outcomes.add(outcome);
        });
  }

  /**
   * Waits before the current work is tried again.
   *
   * @return the work, perhaps less than it was; {@code null} when the queue is closed
   */
  @Nullable Work awaitRetry(Duration wait) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      pausing = true;
      changed.signalAll();
      long left = wait.toNanos();
      while (left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
      return closed ? null : current;
    } finally {
      pausing = false;
      lock.unlock();
    }
  }

  /** Whether a call to the database is under way. */
  boolean isWorking() {
    return call(() -> current != null && !pausing);
  }

  void submit(Work work) {
    locked(() -> waiting.add(work));
  }

  /** Hands back work that comes before all other, and lets the writer go on. */
  void resume(Work work) {
    locked(
        () -> {
          waiting.addFirst(work);
          held = false;
        });
  }

  /** Drops all work that has not begun and lets the writer go on; returns what was dropped. */
  List<Batch> reset() {
    return call(
        () -> {
          List<Batch> dropped = new ArrayList<>();
          waiting.forEach(
              work -> {
                if (work instanceof Batch batch) {
                  dropped.add(batch);
                }
              });
          waiting.clear();
          held = false;
          changed.signalAll();
          return dropped;
        });
  }

  @Nullable Outcome poll() {
    return call(outcomes::poll);
  }

  /** Waits until all work is done, an outcome has come, or the writer is waiting out a failure. */
  void awaitOutcome(Duration limit) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = limit.toNanos();
      while (left > 0 && !closed && outcomes.isEmpty() && !pausing && !held && isBusy()) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isBusy() {
    return current != null || !waiting.isEmpty();
  }

  /** Whether waiting longer may bring an outcome soon. */
  boolean isProgressing() {
    return call(() -> !outcomes.isEmpty() || !closed && !pausing && !held && isBusy());
  }

  /**
   * Takes these partitions out of all work that is not done.
   *
   * @return whether the writer may be busy with one of them
   */
  boolean remove(Collection<TopicPartition> partitions) {
    return call(
        () -> {
          List<Work> kept = new ArrayList<>();
          waiting.forEach(work -> kept.add(without(work, partitions)));
          waiting.clear();
          waiting.addAll(kept);
          Work before = current;
          current = before == null ? null : without(before, partitions);
          return current != before;
        });
  }

  private static Work without(Work work, Collection<TopicPartition> partitions) {
    return work instanceof Batch batch ? batch.withoutPartitions(partitions) : work;
  }

  void close() {
    locked(() -> closed = true);
  }

  private void locked(Runnable change) {
    call(
        () -> {
          change.run();
          changed.signalAll();
          return true;
        });
  }

  private <T extends @Nullable Object> T call(Supplier<T> body) {
    lock.lock();
    try {
      return body.get();
    } finally {
      lock.unlock();
    }
  }
}
