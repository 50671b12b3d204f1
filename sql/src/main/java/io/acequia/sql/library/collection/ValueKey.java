package io.acequia.sql.library.collection;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What two values have in common that are equal in SQL: 1 of any type is 1, and bytes are compared
 * by content.
 */
public final class ValueKey {

  /** Digits of the longest whole number of 64 bits. */
  private static final int LONG_DIGITS = 19;

  private ValueKey() {}

  public static boolean equal(@Nullable Object first, @Nullable Object second) {
    if (first == null || second == null) {
      return first == second;
    }
    return first.equals(second) || of(first).equals(of(second));
  }

  /** Equal for equal values, with a hash code that fits. */
  public static Object of(Object value) {
    if (value instanceof Number number) {
      return ofNumber(number);
    }
    return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
  }

  private static Object ofNumber(Number number) {
    if (number instanceof Long) {
      return number;
    }
    if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
      return number.longValue();
    }
    if (number instanceof Double || number instanceof Float) {
      double real = number.doubleValue();
      return real == (long) real && Math.abs(real) < 0x1p63 ? (Object) (long) real : (Object) real;
    }
    if (number instanceof BigInteger integer) {
      return ofDecimal(new BigDecimal(integer));
    }
    return number instanceof BigDecimal decimal ? ofDecimal(decimal) : number;
  }

  private static Object ofDecimal(BigDecimal decimal) {
    BigDecimal bare = decimal.stripTrailingZeros();
    if (bare.scale() <= 0 && (long) bare.precision() - bare.scale() < LONG_DIGITS) {
      return bare.longValueExact();
    }
    double real = bare.doubleValue();
    // 0.1 of either type is one value, as it is in JSON.
    return Double.isFinite(real) && BigDecimal.valueOf(real).compareTo(bare) == 0
        ? (Object) real
        : bare;
  }
}
