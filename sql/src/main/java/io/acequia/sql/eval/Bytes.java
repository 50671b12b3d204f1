package io.acequia.sql.eval;

import java.nio.ByteBuffer;

/** The two classes that Connect has for bytes as one. */
public final class Bytes {

  private Bytes() {}

  /**
   * @param value {@code byte[]} or ByteBuffer, whose position stays
   */
  public static byte[] of(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    ByteBuffer view = ((ByteBuffer) value).duplicate();
    byte[] copy = new byte[view.remaining()];
    view.get(copy);
    return copy;
  }
}
