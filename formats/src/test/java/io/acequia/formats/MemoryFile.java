package io.acequia.formats;

import java.io.EOFException;
import java.io.IOException;

/** A file in memory that counts what is read of it. */
final class MemoryFile implements SeekableFile {

  private final byte[] bytes;
  private long longestRead;

  MemoryFile(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int length) throws IOException {
    if (position + length > bytes.length) {
      throw new EOFException();
    }
    longestRead = Math.max(longestRead, length);
    System.arraycopy(bytes, (int) position, target, offset, length);
  }

  long longestRead() {
    return longestRead;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
