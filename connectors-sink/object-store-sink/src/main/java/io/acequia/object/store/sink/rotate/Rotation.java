package io.acequia.object.store.sink.rotate;

import java.time.Duration;

/**
 * When the files of a partition are complete. An epoch is what lies between two completions; all
 * files that were begun in it end with it, so that offsets can be committed.
 *
 * @param records of one file; 0 for no limit
 * @param bytes of one file, compressed as far as they are; 0 for no limit
 * @param interval by the worker's clock, since the epoch's first record arrived; zero for none
 * @param eventInterval by the records' times, since that of the epoch's first; zero for none
 */
public record Rotation(long records, long bytes, Duration interval, Duration eventInterval) {

  /** Whether a file has become so large that it ends, and its epoch with it. */
  public boolean isFull(long fileRecords, long fileBytes) {
    return (records > 0 && fileRecords >= records) || (bytes > 0 && fileBytes >= bytes);
  }

  /** Whether an epoch that began so long ago, in nanoseconds, ends. */
  public boolean isOver(long age) {
    return !interval.isZero() && age >= interval.toNanos();
  }

  /**
   * Whether the epoch ends before a record of this time. Late records do not end it, and do not
   * turn its clock back.
   */
  public boolean isOver(long firstTime, long time) {
    return !eventInterval.isZero() && time - firstTime >= eventInterval.toMillis();
  }

  /** Whether the same records make the same files, whenever they arrive. */
  public boolean isDeterministic() {
    return interval.isZero();
  }
}
