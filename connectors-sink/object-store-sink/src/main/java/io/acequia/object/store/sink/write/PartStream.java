package io.acequia.object.store.sink.write;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts what is written into parts; what is not yet a part grows from a few bytes on. */
final class PartStream extends OutputStream {
  private static final int FIRST = 512;

  private final int partBytes;
  private final Consumer<ByteBuffer> parts;
  private byte[] buffer = new byte[FIRST];
  private int size;

  PartStream(int partBytes, Consumer<ByteBuffer> parts) {
    this.partBytes = partBytes;
    this.parts = parts;
  }

  @Override
  public void write(int one) {
    reserve(1);
    buffer[size++] = (byte) one;
    cutIfFull();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int done = 0;
    while (done < length) {
      int count = Math.min(length - done, partBytes - size);
      reserve(count);
      System.arraycopy(bytes, offset + done, buffer, size, count);
      size += count;
      done += count;
      cutIfFull();
    }
  }

  private void reserve(int count) {
    if (size + count > buffer.length) {
      long wanted = Math.max(size + count, buffer.length * 2L);
      buffer = Arrays.copyOf(buffer, (int) Math.min(partBytes, wanted));
    }
  }

  private void cutIfFull() {
    if (size == partBytes) {
      cut();
    }
  }

  /** Makes a part of what there is. */
  void cut() {
    ByteBuffer part = take();
    buffer = new byte[FIRST];
    parts.accept(part);
  }

  /** What is no part yet; nothing can be written after it. */
  ByteBuffer take() {
    ByteBuffer rest = ByteBuffer.wrap(buffer, 0, size);
    buffer = new byte[0];
    size = 0;
    return rest;
  }

  /** The bytes that are no part yet. */
  int size() {
    return size;
  }

  /** The heap that this holds. */
  int held() {
    return buffer.length;
  }
}
