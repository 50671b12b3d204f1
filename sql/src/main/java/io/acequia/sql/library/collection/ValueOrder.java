package io.acequia.sql.library.collection;

import io.acequia.sql.type.RuntimeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Date;
import org.apache.kafka.connect.errors.DataException;

/** The order of values that are of one kind; numbers of all types are. */
final class ValueOrder {

  private ValueOrder() {}

  /**
   * @throws DataException if these have no order
   */
  static int compare(Object first, Object second) {
    if (first instanceof String a && second instanceof String b) {
      return a.compareTo(b);
    }
    if (first instanceof Number a && second instanceof Number b) {
      return compareNumbers(a, b);
    }
    if (first instanceof Date a && second instanceof Date b) {
      return a.compareTo(b);
    }
    if (first instanceof Boolean a && second instanceof Boolean b) {
      return a.compareTo(b);
    }
    throw new DataException(
        "an array has values without an order: "
            + RuntimeKind.of(first)
            + " and "
            + RuntimeKind.of(second));
  }

  private static int compareNumbers(Number a, Number b) {
    if (isWhole(a) && isWhole(b)) {
      return Long.compare(a.longValue(), b.longValue());
    }
    if ((isFloating(a) && isFloating(b)) || isNotFinite(a) || isNotFinite(b)) {
      return Double.compare(a.doubleValue(), b.doubleValue());
    }
    return decimal(a).compareTo(decimal(b));
  }

  private static BigDecimal decimal(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (number instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    return isFloating(number)
        ? BigDecimal.valueOf(number.doubleValue())
        : BigDecimal.valueOf(number.longValue());
  }

  private static boolean isWhole(Number number) {
    return number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte;
  }

  private static boolean isFloating(Number number) {
    return number instanceof Double || number instanceof Float;
  }

  private static boolean isNotFinite(Number number) {
    return isFloating(number) && !Double.isFinite(number.doubleValue());
  }
}
