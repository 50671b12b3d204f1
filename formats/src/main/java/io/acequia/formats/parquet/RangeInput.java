package io.acequia.formats.parquet;

import java.io.IOException;
import java.io.InputStream;

/** A range of a file as a stream, fetched piece by piece. */
final class RangeInput extends InputStream {

  private final GuardedFile file;
  private final long end;
  private final int pieceBytes;
  private byte[] piece = new byte[0];
  private int offset;
  private long next;

  RangeInput(GuardedFile file, long start, long length, int pieceBytes) {
    this.file = file;
    this.next = start;
    this.end = start + length;
    this.pieceBytes = pieceBytes;
  }

  private boolean fill() throws IOException {
    if (offset < piece.length) {
      return true;
    }
    long count = Math.min(pieceBytes, end - next);
    if (count <= 0) {
      return false;
    }
    piece = file.read(next, count);
    next += count;
    offset = 0;
    return true;
  }

  @Override
  public int read() throws IOException {
    return fill() ? piece[offset++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int start, int length) throws IOException {
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, piece.length - offset);
    System.arraycopy(piece, offset, target, start, count);
    offset += count;
    return count;
  }
}
