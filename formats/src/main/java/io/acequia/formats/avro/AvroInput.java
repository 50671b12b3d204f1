package io.acequia.formats.avro;

import io.acequia.formats.compress.CorruptInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads Avro's binary encoding from the bytes of a block. No length is believed before it was
 * compared with what is left.
 */
final class AvroInput {

  private final ByteBuffer bytes;

  AvroInput(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  int left() {
    return bytes.remaining();
  }

  long integer() throws CorruptInputException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = one();
      value |= (next & 0x7fL) << shift;
      if ((next & 0x80) == 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new CorruptInputException("has a number of more than ten bytes", null);
  }

  int one() throws CorruptInputException {
    need(1);
    return bytes.get();
  }

  float float32() throws CorruptInputException {
    need(Float.BYTES);
    return bytes.getFloat();
  }

  double float64() throws CorruptInputException {
    need(Double.BYTES);
    return bytes.getDouble();
  }

  byte[] bytes() throws CorruptInputException {
    return fixed(integer());
  }

  String text() throws CorruptInputException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  byte[] fixed(long length) throws CorruptInputException {
    need(length);
    byte[] value = new byte[(int) length];
    bytes.get(value);
    return value;
  }

  /** How many elements the next part of an array or a map has; 0 at its end. */
  long elements() throws CorruptInputException {
    long count = integer();
    if (count < 0) {
      // Then the size in bytes follows, for who wants to skip the part.
      integer();
      count = -count;
    }
    // An element may be empty, such as a null: then its count is all there is of it.
    if (count < 0 || count > Math.max(bytes.limit(), 1_024)) {
      throw new CorruptInputException("has an array longer than its block", null);
    }
    return count;
  }

  private void need(long length) throws CorruptInputException {
    if (length < 0 || length > bytes.remaining()) {
      throw new CorruptInputException("has a value longer than its block", null);
    }
  }
}
