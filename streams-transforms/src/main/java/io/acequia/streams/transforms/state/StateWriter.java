package io.acequia.streams.transforms.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes state into a buffer that grows and is used again. Whole numbers take one byte for seven
 * bits, least significant first (LEB128); signed ones are folded first, so that small negative
 * numbers stay small (zigzag, as in Protocol Buffers). Not for use by several threads.
 */
public final class StateWriter {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[128];
  private int size;

  /** Forgets what was written. */
  public StateWriter reset() {
    size = 0;
    return this;
  }

  public StateWriter writeByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
    return this;
  }

  /** A whole number that is mostly small and never negative; a negative one takes ten bytes. */
  public StateWriter writeUnsigned(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  /** A whole number of either sign. */
  public StateWriter writeSigned(long value) {
    return writeUnsigned((value << 1) ^ (value >> 63));
  }

  /** Eight bytes, most significant first. */
  public StateWriter writeFixed(long value) {
    reserve(8);
    LONG.set(bytes, size, value);
    size += 8;
    return this;
  }

  /** The eight bytes of IEEE 754. */
  public StateWriter writeDouble(double value) {
    return writeFixed(Double.doubleToRawLongBits(value));
  }

  public StateWriter writeDecimal(BigDecimal value) {
    writeSigned(value.scale());
    return writeBytes(value.unscaledValue().toByteArray());
  }

  /** A text as its length in bytes and UTF-8; an unpaired surrogate becomes a question mark. */
  public StateWriter writeText(String value) {
    return writeBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes after their length. */
  public StateWriter writeBytes(byte[] value) {
    writeUnsigned(value.length);
    return writeRaw(value);
  }

  /** Bytes without their length. */
  public StateWriter writeRaw(byte[] value) {
    return writeRaw(value, value.length);
  }

  /** The first of some bytes, without their length. */
  public StateWriter writeRaw(byte[] value, int length) {
    reserve(length);
    System.arraycopy(value, 0, bytes, size, length);
    size += length;
    return this;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
