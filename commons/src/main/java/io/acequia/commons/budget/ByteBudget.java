package io.acequia.commons.budget;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that a task holds in all of its buffers together, against what it may hold.
 *
 * <p>Nobody ever blocks here: whoever fills the buffers asks {@link #isHigh} and stops taking in
 * (pauses partitions, refuses requests), and takes in again once {@link #isLow}. Between the two
 * marks nothing changes, so that a task does not flutter. Thread-safe.
 */
public final class ByteBudget {

  private final long capacity;
  private final long highWater;
  private final long lowWater;
  private final AtomicLong used = new AtomicLong();

  /**
   * @param capacity in bytes
   * @param high the share of the capacity, in (0, 1], from which on the budget is high
   * @param low the share, below {@code high}, up to which it is low
   */
  public ByteBudget(long capacity, double high, double low) {
    if (capacity < 1 || high <= 0 || high > 1 || low < 0 || low >= high) {
      throw new IllegalArgumentException(
          "budget of " + capacity + " bytes with marks " + high + " and " + low);
    }
    this.capacity = capacity;
    this.highWater = Math.max(1, (long) (capacity * high));
    this.lowWater = (long) (capacity * low);
  }

  /** Takes bytes that are already here and cannot be refused; may overshoot the capacity. */
  public void acquire(long bytes) {
    used.addAndGet(bytes);
  }

  /** Takes bytes if they fit; a single item larger than the capacity fits into an empty budget. */
  public boolean tryAcquire(long bytes) {
    long before = used.getAndAdd(bytes);
    if (before > 0 && before + bytes > capacity) {
      used.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  /** Gives bytes back. */
  public void release(long bytes) {
    long left = used.addAndGet(-bytes);
    if (left < 0) {
      throw new IllegalStateException("released " + -left + " bytes more than were taken");
    }
  }

  public boolean isHigh() {
    return used.get() >= highWater;
  }

  public boolean isLow() {
    return used.get() <= lowWater;
  }

  public long used() {
    return used.get();
  }

  public long capacity() {
    return capacity;
  }
}
