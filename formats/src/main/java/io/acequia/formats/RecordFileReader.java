package io.acequia.formats;

import java.io.Closeable;
import java.io.IOException;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one file in order, a bounded part of it at a time. Not thread-safe.
 *
 * <p>Records are numbered from 1, broken ones too, so that a number means the same record each time
 * that the same file is read.
 */
public interface RecordFileReader extends Closeable {

  /**
   * The next record.
   *
   * @return {@code null} at the end of the file
   * @throws BrokenRecordException naming the record, if it cannot be read or exceeds a limit; if
   *     {@link BrokenRecordException#readsOn} the next call reads the record after it
   * @throws IOException if the input cannot be read: nothing is said about the file
   */
  @Nullable SchemaAndValue next() throws IOException;

  /** The number of the record that {@link #next} returned or failed at last; 0 before the first. */
  long record();

  /**
   * Skips records without looking into them, as far as the format allows.
   *
   * @return how many were skipped: fewer than {@code count} if the file has no more
   * @throws BrokenRecordException if the file is broken so that no record can be told from the next
   */
  long skip(long count) throws IOException;
}
