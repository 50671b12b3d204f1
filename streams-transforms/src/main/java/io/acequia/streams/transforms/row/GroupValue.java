package io.acequia.streams.transforms.row;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one form that equal values of a group's column have, so that they are one group, as in
 * PostgreSQL's GROUP BY of numeric: 5, 5.0 and 5.00 are the Long 5. Texts are no numbers.
 */
final class GroupValue {

  private static final double LONG_RANGE = 0x1p63;
  private static final int LONGEST = 1_000;

  private GroupValue() {}

  /**
   * Whole numbers that fit as Long; what a Double says with its shortest text as Double; other
   * decimals as text without zeros at the end, with an exponent beyond a thousand digits. Also
   * within lists and maps.
   *
   * @throws org.apache.kafka.connect.errors.DataException as {@link Plain#of} does
   */
  static @Nullable Object of(@Nullable Object value) {
    return canonical(Plain.of(value));
  }

  private static @Nullable Object canonical(@Nullable Object plain) {
    if (plain instanceof Double number) {
      return of(number);
    }
    if (plain instanceof BigDecimal decimal) {
      return of(decimal);
    }
    if (plain instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>(list.size());
      list.forEach(item -> items.add(canonical(item)));
      return items;
    }
    if (plain instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      map.forEach((name, item) -> fields.put(String.valueOf(name), canonical(item)));
      return fields;
    }
    return plain;
  }

  private static Object of(Double number) {
    boolean whole = Math.rint(number) == number && Math.abs(number) < LONG_RANGE;
    return whole ? (Object) number.longValue() : number;
  }

  private static Object of(BigDecimal decimal) {
    double nearest = decimal.doubleValue();
    if (decimal.signum() == 0
        || (Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(decimal) == 0)) {
      return of((Double) nearest);
    }
    BigDecimal bare = decimal.stripTrailingZeros();
    if (Math.abs((long) bare.scale()) > LONGEST) {
      // Written out, a few characters such as 1e999999999 would fill the memory.
      return bare.toString();
    }
    boolean whole = bare.scale() <= 0;
    return whole && bare.toBigInteger().bitLength() < Long.SIZE
        ? (Object) bare.longValue()
        : bare.toPlainString();
  }
}
