package io.acequia.jdbc.sink.copy;

import io.acequia.jdbc.sink.schema.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The encoders of PostgreSQL's numbers. Never rounds a whole number, never wraps around. */
final class Numbers {
  // numeric holds up to 131,072 digits before the decimal point and 16,383 after it.
  private static final int MAX_INTEGER_DIGITS = 131_072;
  private static final int MAX_SCALE = 16_383;

  private Numbers() {}

  static void smallint(Object value, CopyBuffer out) {
    long number = whole(value);
    if (number != (short) number) {
      throw tooLarge(number == (int) number ? SqlType.INTEGER : SqlType.BIGINT);
    }
    out.putShort((int) number);
  }

  static void integer(Object value, CopyBuffer out) {
    long number = whole(value);
    if (number != (int) number) {
      throw tooLarge(SqlType.BIGINT);
    }
    out.putInt((int) number);
  }

  static void bigint(Object value, CopyBuffer out) {
    out.putLong(whole(value));
  }

  static void real(Object value, CopyBuffer out) {
    double number = approximate(value);
    float narrow = (float) number;
    if (Float.isInfinite(narrow) && !Double.isInfinite(number)) {
      throw tooLarge(SqlType.DOUBLE);
    }
    // -0 and 0 are equal keys in SQL, so they get equal bytes.
    out.putInt(narrow == 0 ? 0 : Float.floatToIntBits(narrow));
  }

  static void doublePrecision(Object value, CopyBuffer out) {
    double number = approximate(value);
    out.putLong(number == 0 ? 0 : Double.doubleToLongBits(number));
  }

  private static ValueMismatch tooLarge(SqlType wider) {
    return new ValueMismatch("the number is out of its range", wider);
  }

  private static long whole(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof java.util.Date date) {
      return date.getTime();
    }
    BigDecimal decimal = decimal(value);
    try {
      return decimal.longValueExact();
    } catch (ArithmeticException e) {
      boolean fraction = decimal.stripTrailingZeros().scale() > 0;
      throw new ValueMismatch(
          fraction ? "the number has a fraction" : "the number is out of its range",
          SqlType.NUMERIC);
    }
  }

  private static double approximate(Object value) {
    if (value instanceof Double number) {
      return number;
    }
    // Widening a float by its shortest decimal keeps 0.1f at 0.1 in a double precision column.
    if (value instanceof Float number) {
      return Float.isFinite(number) ? Double.parseDouble(number.toString()) : number;
    }
    BigDecimal decimal = decimal(value);
    double number = decimal.doubleValue();
    if (value instanceof Long && new BigDecimal(number).compareTo(decimal) != 0) {
      throw new ValueMismatch("the whole number would lose digits in it", SqlType.NUMERIC);
    }
    return number;
  }

  private static BigDecimal decimal(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    if (value instanceof Double || value instanceof Float) {
      if (!Double.isFinite(((Number) value).doubleValue())) {
        throw new ValueMismatch("it cannot take NaN or an infinity");
      }
      return new BigDecimal(value.toString());
    }
    if (value instanceof Number number) {
      return BigDecimal.valueOf(number.longValue());
    }
    if (value instanceof String text && text.length() <= MAX_INTEGER_DIGITS) {
      try {
        return new BigDecimal(text.strip());
      } catch (NumberFormatException e) {
        throw new ValueMismatch("the text is no number");
      }
    }
    throw ValueMismatch.of(value);
  }

  /** {@code numeric}: digits of base 10,000 with the weight of the first and the decimal scale. */
  static void numeric(Object value, CopyBuffer out) {
    BigDecimal decimal = decimal(value);
    long integerDigits = (long) decimal.precision() - decimal.scale();
    if (integerDigits > MAX_INTEGER_DIGITS || decimal.scale() > MAX_SCALE) {
      throw new ValueMismatch("the number has more digits than numeric holds");
    }
    if (decimal.scale() < 0) {
      decimal = decimal.setScale(0);
    }
    int scale = decimal.scale();
    int padding = (4 - scale % 4) % 4;
    BigInteger digits = decimal.unscaledValue().abs().multiply(BigInteger.TEN.pow(padding));
    int fractionGroups = (scale + padding) / 4;
    short[] groups = groups(digits);
    int trailing = 0;
    while (trailing < groups.length && groups[trailing] == 0) {
      trailing++;
    }
    int count = groups.length - trailing;
    out.putShort(count);
    out.putShort(count == 0 ? 0 : groups.length - fractionGroups - 1);
    out.putShort(decimal.signum() < 0 ? 0x4000 : 0);
    out.putShort(scale);
    for (int i = groups.length - 1; i >= trailing; i--) {
      out.putShort(groups[i]);
    }
  }

  /** Digits of base 10,000, the least significant first. */
  private static short[] groups(BigInteger digits) {
    if (digits.bitLength() < 64) {
      long rest = digits.longValue();
      short[] groups = new short[5];
      int count = 0;
      for (; rest != 0; rest /= 10_000) {
        groups[count++] = (short) (rest % 10_000);
      }
      return java.util.Arrays.copyOf(groups, count);
    }
    String text = digits.toString();
    short[] groups = new short[(text.length() + 3) / 4];
    for (int i = 0; i < groups.length; i++) {
      int end = text.length() - 4 * i;
      groups[i] = Short.parseShort(text.substring(Math.max(0, end - 4), end));
    }
    return groups;
  }
}
