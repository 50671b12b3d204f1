package io.acequia.formats;

import java.io.Closeable;
import java.io.IOException;

/** A file that is read in ranges, such as an object of a store. One reader at a time uses it. */
public interface SeekableFile extends Closeable {

  /** Its size in bytes, which does not change while it is open. */
  long length() throws IOException;

  /**
   * Reads a range in full.
   *
   * @throws java.io.EOFException if the file has fewer bytes
   */
  void readFully(long position, byte[] target, int offset, int length) throws IOException;
}
