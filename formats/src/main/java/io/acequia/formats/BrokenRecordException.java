package io.acequia.formats;

import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A record, or the rest of a file, that cannot be read. The message never holds its content. */
public final class BrokenRecordException extends DataException {

  private final long record;
  private final boolean readsOn;

  /**
   * @param where the record's number, and its line where lines count
   * @param readsOn whether the records after it can be read
   */
  public BrokenRecordException(
      String where, String problem, long record, boolean readsOn, @Nullable Throwable cause) {
    super(where + ": " + problem, cause);
    this.record = record;
    this.readsOn = readsOn;
  }

  /** The number of the record, from 1. */
  public long record() {
    return record;
  }

  /** Whether the reader can go on with the next record; else the rest of the file is lost. */
  public boolean readsOn() {
    return readsOn;
  }
}
