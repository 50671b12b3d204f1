package io.acequia.formats.value;

import java.io.ByteArrayOutputStream;

/** Where one record is made before it goes into a file; keeps its array, unless one was huge. */
public final class Scratch extends ByteArrayOutputStream {

  private static final int SMALL = 256;
  private static final int KEPT = 64 * 1_024;

  public Scratch() {
    super(SMALL);
  }

  /** Empty again. */
  @Override
  public synchronized void reset() {
    super.reset();
    if (buf.length > KEPT) {
      shrink();
    }
  }

  /** Gives up the array. */
  public void shrink() {
    buf = new byte[SMALL];
    count = 0;
  }

  /** The heap that is held, in bytes. */
  public long held() {
    return buf.length;
  }

  /** The bytes, valid up to {@link #size}, until the next write. */
  public byte[] array() {
    return buf;
  }
}
