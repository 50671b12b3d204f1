package io.acequia.elasticsearch.sink.json;

import java.io.OutputStream;
import java.util.Arrays;

/** An array of bytes that grows as it is written, and can be cut back to an earlier length. */
public final class GrowingBytes extends OutputStream {
  private static final int SMALLEST = 1 << 12;

  private byte[] bytes = new byte[SMALLEST];
  private int size;

  @Override
  public void write(int b) {
    room(1);
    bytes[size++] = (byte) b;
  }

  @Override
  public void write(byte[] source) {
    write(source, 0, source.length);
  }

  @Override
  public void write(byte[] source, int from, int length) {
    room(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  private void room(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, needed * 2L));
    }
  }

  public int size() {
    return size;
  }

  /** Forgets what was written after {@code length}. */
  public void truncate(int length) {
    size = Math.min(size, length);
  }

  /** The array itself, valid up to {@link #size} until the next write. */
  public byte[] array() {
    return bytes;
  }
}
