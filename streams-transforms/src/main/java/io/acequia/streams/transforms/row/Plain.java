package io.acequia.streams.transforms.row;

import io.acequia.sql.time.IsoTimestamp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Brings what expressions give into the types that rows have in their binary form. */
public final class Plain {

  private static final int MAX_DEPTH = 32;

  private Plain() {}

  /**
   * Whole numbers as Long, fractions as Double, larger numbers as BigDecimal, times as ISO 8601
   * text, bytes as base64.
   *
   * @throws DataException for an object of another class, or one that is nested too deep
   */
  public static @Nullable Object of(@Nullable Object value) {
    return of(value, MAX_DEPTH);
  }

  private static @Nullable Object of(@Nullable Object value, int depth) {
    if (value == null
        || value instanceof String
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean
        || value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    if (value instanceof BigInteger number) {
      return number.bitLength() < Long.SIZE ? (Object) number.longValue() : new BigDecimal(number);
    }
    if (value instanceof Date date) {
      return IsoTimestamp.format(date.getTime());
    }
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    if (depth == 0) {
      throw new DataException("a value is nested more than " + MAX_DEPTH + " deep");
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      for (Object item : list) {
        copy.add(of(item, depth - 1));
      }
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((name, item) -> copy.put(String.valueOf(name), of(item, depth - 1)));
      return copy;
    }
    throw new DataException("a row cannot hold a value of " + value.getClass().getName());
  }
}
