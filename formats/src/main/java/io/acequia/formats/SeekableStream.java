package io.acequia.formats;

import java.io.IOException;
import java.io.InputStream;

/** A file that can be read anywhere, read from its beginning. */
final class SeekableStream extends InputStream {

  private static final int PIECE = 1 << 20;

  private final SeekableFile file;
  private final long length;
  private byte[] piece = new byte[0];
  private int offset;
  private long next;

  SeekableStream(SeekableFile file) throws IOException {
    this.file = file;
    this.length = file.length();
  }

  private boolean fill() throws IOException {
    if (offset < piece.length) {
      return true;
    }
    int count = (int) Math.min(PIECE, length - next);
    if (count <= 0) {
      return false;
    }
    byte[] fetched = new byte[count];
    file.readFully(next, fetched, 0, count);
    piece = fetched;
    offset = 0;
    next += count;
    return true;
  }

  @Override
  public int read() throws IOException {
    return fill() ? piece[offset++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int start, int count) throws IOException {
    if (!fill()) {
      return -1;
    }
    int copied = Math.min(count, piece.length - offset);
    System.arraycopy(piece, offset, target, start, copied);
    offset += copied;
    return copied;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
