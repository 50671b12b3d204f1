package io.acequia.smt.lookup;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;

/**
 * The form in which tables in memory compare keys: text, so that a number in a record finds the
 * text of a CSV file. The numbers {@code 7} and {@code 7.0} and the text {@code "7"} are one key.
 */
final class KeyText {

  private static final double EXACT_WHOLE = 1L << 53;

  private KeyText() {}

  /**
   * @param key a text, number or boolean, or a list of such
   */
  static Object of(Object key) {
    if (key instanceof String) {
      return key;
    }
    if (key instanceof List<?> parts) {
      List<Object> texts = new ArrayList<>(parts.size());
      for (Object part : parts) {
        texts.add(scalar(part));
      }
      return texts;
    }
    return scalar(key);
  }

  /**
   * A value that can be a key, or part of one.
   *
   * @param name of the field, for the message
   * @throws DataException if it is a struct, an array or such
   */
  static Object checked(String name, Object value) {
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    throw new DataException(
        "'" + name + "' cannot be a key, because it is a " + value.getClass().getName());
  }

  private static String scalar(Object value) {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return number == Math.rint(number) && Math.abs(number) <= EXACT_WHOLE
          ? Long.toString((long) number)
          : value.toString();
    }
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    return value.toString();
  }
}
