package io.acequia.sql.eval;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.kafka.connect.errors.DataException;

/** Arithmetic of DECIMAL as PostgreSQL's numeric does it, with a bound on the digits. */
final class Decimals {

  private static final int MAX_DIGITS = 2_000;

  /** {@code NUMERIC_MIN_SIG_DIGITS} and {@code NUMERIC_MAX_DISPLAY_SCALE} of PostgreSQL. */
  private static final int MIN_SIGNIFICANT = 16;

  private static final int MAX_SCALE = 1_000;

  /** Decimal digits in one of numeric's digits. */
  private static final int DIGITS = 4;

  private Decimals() {}

  /**
   * @param number not a Double or Float that is no number
   */
  static BigDecimal of(Object number) {
    if (number instanceof BigDecimal decimal) {
      return bounded(decimal);
    }
    if (number instanceof BigInteger integer) {
      return bounded(new BigDecimal(integer));
    }
    return BigDecimal.valueOf(((Number) number).longValue());
  }

  static BigDecimal bounded(BigDecimal value) {
    if (Math.abs((long) value.scale()) > MAX_DIGITS || value.precision() > MAX_DIGITS) {
      throw new DataException("a DECIMAL has more than " + MAX_DIGITS + " digits");
    }
    return value;
  }

  static BigDecimal parse(String text) {
    String trimmed = text.strip();
    if (trimmed.length() > MAX_DIGITS) {
      throw new DataException("a DECIMAL has more than " + MAX_DIGITS + " digits");
    }
    BigDecimal value = bounded(new BigDecimal(trimmed));
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  /**
   * A quotient of at least 16 significant digits, with the scale that PostgreSQL's {@code
   * select_div_scale} in {@code numeric.c} chooses.
   *
   * @param right not zero
   */
  static BigDecimal divide(BigDecimal left, BigDecimal right) {
    int weight = weight(left) - weight(right);
    if (firstDigit(left) <= firstDigit(right)) {
      weight--;
    }
    int scale = MIN_SIGNIFICANT - weight * DIGITS;
    scale = Math.max(scale, Math.max(left.scale(), right.scale()));
    scale = Math.min(Math.max(scale, 0), MAX_SCALE);
    return left.divide(right, scale, RoundingMode.HALF_UP);
  }

  private static int weight(BigDecimal value) {
    return value.signum() == 0 ? 0 : Math.floorDiv(value.precision() - value.scale() - 1, DIGITS);
  }

  private static int firstDigit(BigDecimal value) {
    return value.abs().movePointLeft(weight(value) * DIGITS).intValue();
  }
}
