package io.acequia.object.store.source.notify;

import java.util.concurrent.atomic.AtomicLong;

/** What became of messages since the task started. */
public final class NotificationCounts {

  private final AtomicLong received = new AtomicLong();
  private final AtomicLong deleted = new AtomicLong();
  private final AtomicLong extended = new AtomicLong();
  private final AtomicLong broken = new AtomicLong();

  void received() {
    received.incrementAndGet();
  }

  void deleted(long count) {
    deleted.addAndGet(count);
  }

  void extended(long count) {
    extended.addAndGet(count);
  }

  void broken() {
    broken.incrementAndGet();
  }

  public long allReceived() {
    return received.get();
  }

  public long allDeleted() {
    return deleted.get();
  }

  public long allExtended() {
    return extended.get();
  }

  public long allBroken() {
    return broken.get();
  }
}
