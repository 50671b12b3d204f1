package io.acequia.jdbc.sink.copy;

import java.util.Arrays;

/**
 * A growing buffer of rows in PostgreSQL's binary COPY format: big-endian numbers, every field with
 * its length in front. Not thread-safe; reused from batch to batch.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, Binary Format</a>
 */
public final class CopyBuffer {
  private byte[] bytes;
  private int size;

  public CopyBuffer(int capacity) {
    this.bytes = new byte[capacity];
  }

  /** The bytes themselves, of which the first {@link #size()} count; replaced when it grows. */
  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return size;
  }

  /** Forgets everything from this position on. */
  public void truncate(int position) {
    size = position;
  }

  /** Begins a field; to be ended by {@link #endField} with what this returned. */
  public int beginField() {
    require(4);
    size += 4;
    return size;
  }

  /** Writes the length of the field that began at {@code begin} in front of it. */
  public void endField(int begin) {
    setInt(begin - 4, size - begin);
  }

  public void putNull() {
    putInt(-1);
  }

  public void putByte(int value) {
    require(1);
    bytes[size++] = (byte) value;
  }

  public void putShort(int value) {
    require(2);
    bytes[size++] = (byte) (value >> 8);
    bytes[size++] = (byte) value;
  }

  public void putInt(int value) {
    require(4);
    setInt(size, value);
    size += 4;
  }

  public void putLong(long value) {
    putInt((int) (value >> 32));
    putInt((int) value);
  }

  public void putBytes(byte[] source, int offset, int length) {
    require(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  /** Characters that are all ASCII, such as digits. */
  public void putAscii(CharSequence text) {
    int length = text.length();
    require(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
  }

  /**
   * Text in UTF-8.
   *
   * @throws ValueMismatch if it contains NUL, which PostgreSQL's text cannot hold, or half of a
   *     surrogate pair, which UTF-8 cannot
   */
  public void putUtf8(String text) {
    int length = text.length();
    require(length);
    byte[] out = bytes;
    int at = size;
    int i = 0;
    // Nearly all text is ASCII: one compare and one store a character.
    for (; i < length; i++) {
      char c = text.charAt(i);
      if (c - 1 >= 0x7F || c == 0) {
        break;
      }
      out[at++] = (byte) c;
    }
    size = at;
    if (i < length) {
      putUtf8From(text, i);
    }
  }

  private void putUtf8From(String text, int from) {
    int length = text.length();
    require((length - from) * 3);
    for (int i = from; i < length; i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new ValueMismatch("it contains the character NUL, which PostgreSQL cannot store");
      } else if (c < 0x80) {
        bytes[size++] = (byte) c;
      } else if (c < 0x800) {
        bytes[size++] = (byte) (0xC0 | c >> 6);
        bytes[size++] = (byte) (0x80 | c & 0x3F);
      } else if (!Character.isSurrogate(c)) {
        bytes[size++] = (byte) (0xE0 | c >> 12);
        bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
        bytes[size++] = (byte) (0x80 | c & 0x3F);
      } else {
        putSurrogates(c, ++i < length ? text.charAt(i) : 0);
      }
    }
  }

  private void putSurrogates(char high, char low) {
    if (!Character.isSurrogatePair(high, low)) {
      throw new ValueMismatch("it contains half of a surrogate pair, which is no Unicode text");
    }
    int point = Character.toCodePoint(high, low);
    bytes[size++] = (byte) (0xF0 | point >> 18);
    bytes[size++] = (byte) (0x80 | point >> 12 & 0x3F);
    bytes[size++] = (byte) (0x80 | point >> 6 & 0x3F);
    bytes[size++] = (byte) (0x80 | point & 0x3F);
  }

  private void setInt(int at, int value) {
    bytes[at] = (byte) (value >> 24);
    bytes[at + 1] = (byte) (value >> 16);
    bytes[at + 2] = (byte) (value >> 8);
    bytes[at + 3] = (byte) value;
  }

  private void require(int more) {
    if (more > bytes.length - size) {
      long wanted = Math.max((long) size + more, bytes.length + (bytes.length >> 1));
      if ((long) size + more > Integer.MAX_VALUE - 16) {
        throw new ValueMismatch("the batch would exceed 2 GiB with it");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
    }
  }
}
