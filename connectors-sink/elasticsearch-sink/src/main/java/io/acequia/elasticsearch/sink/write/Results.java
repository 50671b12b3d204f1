package io.acequia.elasticsearch.sink.write;

import io.acequia.commons.budget.ByteBudget;
import io.acequia.commons.offset.OffsetWatermark;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * What the lanes' requests came to. What is written is done at once, on whatever thread; what
 * Connect has to be told waits for the task's thread, which alone may tell it. Thread-safe.
 */
final class Results implements Lane.Listener {
  private final OffsetWatermark watermark;
  private final ByteBudget budget;
  private final SinkMetrics metrics;
  private final Deque<Map<BulkItem, Exception>> rejected = new ArrayDeque<>();
  private @Nullable ConnectException failure;
  private boolean established;
  private boolean changed;

  Results(OffsetWatermark watermark, ByteBudget budget, SinkMetrics metrics) {
    this.watermark = watermark;
    this.budget = budget;
    this.metrics = metrics;
  }

  @Override
  public void done(List<BulkItem> items, long bytes, long nanos) {
    release(items);
    metrics.answered(items.size(), bytes, nanos);
    synchronized (this) {
      established = true;
    }
    wakeUp();
  }

  /** Lets the offsets of these be committed. */
  void release(List<BulkItem> items) {
    long memory = 0;
    for (BulkItem item : items) {
      memory += item.memory();
      if (!item.source().isRevoked()) {
        watermark.done(item.source().partition(), item.record().originalKafkaOffset());
      }
    }
    budget.release(memory);
  }

  @Override
  public void dropped(List<BulkItem> items) {
    budget.release(items.stream().mapToLong(BulkItem::memory).sum());
    wakeUp();
  }

  @Override
  public void rejected(Map<BulkItem, Exception> errors) {
    synchronized (this) {
      rejected.add(errors);
    }
    wakeUp();
  }

  @Override
  public void retried(int items) {
    metrics.retried(items);
    wakeUp();
  }

  @Override
  public void failed(ConnectException cause) {
    synchronized (this) {
      failure = failure == null ? cause : failure;
    }
    wakeUp();
  }

  @Override
  public synchronized boolean isEstablished() {
    return established;
  }

  private synchronized void wakeUp() {
    changed = true;
    notifyAll();
  }

  /** Waits for any change since the last wait, up to the limit. */
  synchronized void await(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    long left = limit.toNanos();
    while (!changed && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
    changed = false;
  }

  /** The next items that are at fault, {@code null} if there are none. */
  synchronized @Nullable Map<BulkItem, Exception> poll() {
    return rejected.poll();
  }

  /** Whether {@link #poll} has something. */
  synchronized boolean isWaiting() {
    return !rejected.isEmpty();
  }

  /**
   * @throws ConnectException if the task is to fail
   */
  synchronized void throwFailure() {
    if (failure != null) {
      throw failure;
    }
  }
}
