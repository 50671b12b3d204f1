package io.acequia.streams.transforms.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link StateWriter} wrote. Bytes that cannot be state end in a {@link
 * StateFormatException} that names the place, and never make it allocate more than they hold. Not
 * for use by several threads.
 */
public final class StateReader {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[0];
  private int position;

  public StateReader() {}

  public StateReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Begins to read other bytes. */
  public StateReader reset(byte[] other) {
    bytes = other;
    position = 0;
    return this;
  }

  /**
   * Reads the version that state begins with.
   *
   * @param newest the newest version that this release knows; versions begin with 1
   */
  public int readVersion(int newest, String what) {
    int version = readByte();
    if (version > newest) {
      throw new StateFormatException(
          "The state of %s has version %d, written by a newer release; this one reads up to %d"
              .formatted(what, version, newest));
    }
    if (version < 1) {
      throw broken("0 is no version of " + what);
    }
    return version;
  }

  /** The next byte, 0 to 255. */
  public int readByte() {
    require(1);
    return bytes[position++] & 0xFF;
  }

  /** The next byte, which stays the next one. */
  public int peekByte() {
    require(1);
    return bytes[position] & 0xFF;
  }

  public long readUnsigned() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = readByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw broken("a number has more than ten bytes");
  }

  public long readSigned() {
    long folded = readUnsigned();
    return (folded >>> 1) ^ -(folded & 1);
  }

  /** A number from 0 to {@code most}. */
  public int readSmall(int most) {
    long value = readUnsigned();
    if (value < 0 || value > most) {
      throw broken("a number is above " + most);
    }
    return (int) value;
  }

  /** How many elements follow, of one byte or more each. */
  public int readCount() {
    long count = readUnsigned();
    if (count < 0 || count > bytes.length - position) {
      throw broken("more elements are announced than can follow");
    }
    return (int) count;
  }

  public long readFixed() {
    require(8);
    long value = (long) LONG.get(bytes, position);
    position += 8;
    return value;
  }

  public double readDouble() {
    return Double.longBitsToDouble(readFixed());
  }

  public BigDecimal readDecimal() {
    long scale = readSigned();
    byte[] unscaled = readBytes();
    if (unscaled.length == 0 || Math.abs(scale) > PlainValue.MAX_SCALE) {
      throw broken("a decimal is not one");
    }
    return new BigDecimal(new BigInteger(unscaled), (int) scale);
  }

  public String readText() {
    int length = readCount();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  public byte[] readBytes() {
    return readRaw(readCount());
  }

  /** As many bytes as the caller knows to follow. */
  public byte[] readRaw(int length) {
    require(length);
    byte[] raw = new byte[length];
    System.arraycopy(bytes, position, raw, 0, length);
    position += length;
    return raw;
  }

  /** Checks that all is read. */
  public void expectEnd() {
    if (position != bytes.length) {
      throw broken("%d bytes are left over".formatted(bytes.length - position));
    }
  }

  /** The exception for state that makes no sense at the place just read. */
  public StateFormatException broken(String why) {
    return new StateFormatException("State is damaged at byte %d: %s".formatted(position, why));
  }

  private void require(int more) {
    if (more > bytes.length - position) {
      throw broken("it ends too early");
    }
  }
}
