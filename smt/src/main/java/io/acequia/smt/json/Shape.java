package io.acequia.smt.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** What is known of the values at one place of the JSON texts so far. Immutable. */
sealed interface Shape permits ScalarShape, DecimalShape, ListShape, ObjectShape {

  /**
   * The shape that also covers this value: this very object if it does already.
   *
   * @throws org.apache.kafka.connect.errors.DataException if nothing covers both
   */
  Shape with(@Nullable Object value, Trail trail);

  /**
   * The schema of such values; always optional.
   *
   * @param name for a struct here, and the beginning of the names of those inside; null for none
   */
  Schema schema(@Nullable String name);

  /** How many fields it has, at all levels. */
  int fields();

  /** Of a value of which nothing is known. */
  static Shape of(Object value, Trail trail) {
    if (value instanceof Map<?, ?>) {
      return ObjectShape.EMPTY.with(value, trail);
    }
    if (value instanceof List<?>) {
      return ListShape.EMPTY.with(value, trail);
    }
    if (value instanceof BigDecimal) {
      return DecimalShape.INTEGER.with(value, trail);
    }
    return ScalarShape.of(value);
  }

  /** What a message calls a value. */
  static String nameOf(Object value) {
    if (value instanceof Map<?, ?>) {
      return "an object";
    }
    if (value instanceof List<?>) {
      return "an array";
    }
    return value instanceof String ? "a text" : value instanceof Boolean ? "a boolean" : "a number";
  }
}
