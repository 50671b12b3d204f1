package io.acequia.formats.value;

import java.nio.ByteBuffer;

/** Connect's two kinds of bytes as one. */
public final class Bytes {

  private Bytes() {}

  /** The bytes of a buffer, whose position does not change. */
  public static byte[] of(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** The bytes of a value of type BYTES. */
  public static byte[] of(Object value) {
    return value instanceof ByteBuffer buffer ? of(buffer) : (byte[]) value;
  }
}
