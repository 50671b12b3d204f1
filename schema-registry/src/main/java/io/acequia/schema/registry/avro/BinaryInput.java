package io.acequia.schema.registry.avro;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.errors.DataException;

/**
 * Reads Avro's binary encoding from a record that may say anything: lengths are held against the
 * bytes that are left before anything is allocated, which Avro's own decoder does not do.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#binary-encoding">Binary
 *     encoding</a>
 */
public final class BinaryInput {

  /** Items of arrays and maps that take no bytes of their own, in one record. */
  private static final int MAX_EMPTY_ITEMS = 100_000;

  private static final int MAX_DEPTH = 64;

  private final byte[] bytes;
  private final int end;
  private int position;
  private int emptyItems;
  private int depth;

  public BinaryInput(byte[] bytes, int offset) {
    this.bytes = bytes;
    this.position = offset;
    this.end = bytes.length;
  }

  /** Bytes that are not read yet. */
  int remaining() {
    return end - position;
  }

  boolean readBoolean() {
    return next() != 0;
  }

  int readInt() {
    long value = readLong();
    if ((int) value != value) {
      throw malformed("a number larger than an int");
    }
    return (int) value;
  }

  long readLong() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int next = next();
      value |= (long) (next & 0x7f) << shift;
      if ((next & 0x80) == 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw malformed("a number of more than ten bytes");
  }

  float readFloat() {
    int at = skip(Float.BYTES);
    return Float.intBitsToFloat(littleEndian(at));
  }

  double readDouble() {
    int at = skip(Double.BYTES);
    return Double.longBitsToDouble(
        (littleEndian(at) & 0xffffffffL) | (long) littleEndian(at + Integer.BYTES) << Integer.SIZE);
  }

  private int littleEndian(int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }

  String readString() {
    int length = readLength();
    int at = skip(length);
    return new String(bytes, at, length, StandardCharsets.UTF_8);
  }

  ByteBuffer readBytes() {
    return readFixed(readLength());
  }

  ByteBuffer readFixed(int size) {
    byte[] copy = new byte[requireLeft(size)];
    System.arraycopy(bytes, skip(size), copy, 0, size);
    return ByteBuffer.wrap(copy);
  }

  void skipBytes() {
    skip(readLength());
  }

  /** Passes over {@code count} bytes, and tells where they are. */
  int skip(int count) {
    int at = position;
    position += requireLeft(count);
    return at;
  }

  /**
   * The number of items in the next block of an array or a map; 0 after the last.
   *
   * @param itemsTakeBytes whether an item takes at least one byte
   */
  int readBlock(boolean itemsTakeBytes) {
    long count = readLong();
    if (count < 0) {
      count = -count;
      readLength();
    }
    if (!itemsTakeBytes) {
      emptyItems += (int) Math.min(count, MAX_EMPTY_ITEMS);
    }
    if (count < 0 || (itemsTakeBytes ? count > remaining() : emptyItems >= MAX_EMPTY_ITEMS)) {
      throw malformed("more items than it can have");
    }
    return (int) count;
  }

  /** Goes into a record. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw malformed("records that are nested more than " + MAX_DEPTH + " deep");
    }
  }

  /** Leaves a record. */
  void leave() {
    depth--;
  }

  /**
   * All must be read.
   *
   * @throws DataException if something is left
   */
  void requireEnd() {
    if (position != end) {
      throw malformed("more bytes than its schema says");
    }
  }

  private int readLength() {
    long length = readLong();
    if (length < 0 || length > remaining()) {
      throw malformed("a length that is not inside of it");
    }
    return (int) length;
  }

  private int requireLeft(int count) {
    if (count > end - position) {
      throw malformed("less bytes than its schema says");
    }
    return count;
  }

  private int next() {
    if (position == end) {
      throw malformed("less bytes than its schema says");
    }
    return bytes[position++];
  }

  private static DataException malformed(String what) {
    return new DataException("the value is not Avro of its schema: it has " + what);
  }
}
