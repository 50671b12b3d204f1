package io.acequia.object.store.source.read;

import java.util.concurrent.atomic.AtomicLong;

/** What a task has read since it started. */
public final class ReadCounts {

  private final AtomicLong records = new AtomicLong();
  private final AtomicLong broken = new AtomicLong();
  private final AtomicLong objects = new AtomicLong();

  public void records(long count) {
    records.addAndGet(count);
  }

  void broken() {
    broken.incrementAndGet();
  }

  public void object() {
    objects.incrementAndGet();
  }

  public long allRecords() {
    return records.get();
  }

  public long allBroken() {
    return broken.get();
  }

  public long allObjects() {
    return objects.get();
  }
}
