package io.acequia.formats.json;

import io.acequia.formats.compress.CorruptInputException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails when one record asks for more bytes than a record may have. */
final class BoundedInput extends FilterInputStream {

  private final int limit;
  private long left;

  BoundedInput(InputStream in, int limit) {
    super(in);
    this.limit = limit;
    this.left = limit;
  }

  /** A new record begins; what the parser holds already is not counted. */
  void begin() {
    left = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    return count < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (left <= 0) {
      throw new CorruptInputException("has a record longer than " + limit + " bytes", null);
    }
    int count = in.read(target, offset, (int) Math.min(length, left));
    left -= Math.max(0, count);
    return count;
  }
}
