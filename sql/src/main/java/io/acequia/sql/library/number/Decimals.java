package io.acequia.sql.library.number;

import java.math.BigDecimal;
import org.apache.kafka.connect.errors.DataException;

/** Decimals within bounds. */
final class Decimals {

  private static final int MOST_DIGITS = 1_000;

  private Decimals() {}

  /**
   * A number as a decimal that may be rounded without making millions of digits of {@code
   * 1E1000000}.
   *
   * @throws DataException if it has more than 1,000 digits before or after the point
   */
  static BigDecimal of(String function, Number number) {
    BigDecimal decimal =
        number instanceof BigDecimal exact
            ? exact
            : number instanceof Double || number instanceof Float
                ? BigDecimal.valueOf(number.doubleValue())
                : BigDecimal.valueOf(number.longValue());
    if (Math.abs((long) decimal.scale()) > MOST_DIGITS) {
      throw new DataException(function + " was given a number of more than 1,000 digits");
    }
    return decimal;
  }

  static boolean isWhole(Number number) {
    return number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte;
  }
}
