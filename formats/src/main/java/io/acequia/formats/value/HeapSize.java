package io.acequia.formats.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how many bytes of heap a value without schema takes, by the sizes of a 64-bit JVM. */
public final class HeapSize {

  private static final long OBJECT = 24;
  private static final long ENTRY = 48;

  private HeapSize() {}

  public static long of(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return 2 * OBJECT + text.length();
    } else if (value instanceof byte[] bytes) {
      return OBJECT + bytes.length;
    } else if (value instanceof ByteBuffer buffer) {
      return 2 * OBJECT + buffer.remaining();
    } else if (value instanceof Map<?, ?> map) {
      long size = 2 * OBJECT;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        // Names are mostly shared between records; their own bytes are not counted.
        size += ENTRY + of(entry.getValue());
      }
      return size;
    } else if (value instanceof Collection<?> list) {
      return list.stream().mapToLong(HeapSize::of).sum() + 2 * OBJECT + 8L * list.size();
    } else if (value instanceof BigDecimal decimal) {
      return 3 * OBJECT + decimal.precision() / 2;
    } else if (value instanceof BigInteger whole) {
      return 2 * OBJECT + whole.bitLength() / Byte.SIZE;
    }
    return value == null ? 0 : OBJECT;
  }
}
