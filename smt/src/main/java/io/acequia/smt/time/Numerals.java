package io.acequia.smt.time;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Numbers in the shapes in which they come. */
final class Numerals {

  private static final int LONGEST = 64;
  private static final int SURE_LONG = 18;

  private Numerals() {}

  /** A Long or a BigDecimal; null if the value is no finite number, nor the text of one. */
  static @Nullable Number of(Object value) {
    if (value instanceof String text) {
      return of(text);
    }
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Double || value instanceof Float) {
      return of((Number) value);
    }
    if (value instanceof BigInteger number) {
      return new BigDecimal(number);
    }
    return value instanceof BigDecimal number ? number : null;
  }

  /** By the decimal digits that Java shows, so that 1.1 seconds are not 1.100000000000000088. */
  private static @Nullable Number of(Number binary) {
    double number = binary.doubleValue();
    if (number == Math.rint(number) && Math.abs(number) < 1L << 53) {
      return (long) number;
    }
    return Double.isFinite(number) ? new BigDecimal(binary.toString()) : null;
  }

  private static @Nullable Number of(String text) {
    int length = text.length();
    if (length == 0 || length > LONGEST) {
      return null;
    }
    int start = text.charAt(0) == '-' ? 1 : 0;
    boolean whole = length > start;
    for (int i = start; i < length; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        if ("+-.eE".indexOf(c) < 0) {
          return null;
        }
        whole = false;
      }
    }
    if (whole && length <= SURE_LONG) {
      return Long.parseLong(text);
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The number of {@code width} ASCII digits; -1 if there are others. */
  static int digits(String text, int at, int width) {
    int end = at + width;
    if (end > text.length()) {
      return -1;
    }
    int number = 0;
    for (int i = at; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
