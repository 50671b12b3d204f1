package io.acequia.sql.eval;

import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Values as a converter can write them without a schema. What is inside of maps and lists stays as
 * it is.
 */
public final class PlainValue {

  private PlainValue() {}

  /**
   * Dates and times as ISO 8601 text; a DECIMAL as Long or Double where those say the same,
   * otherwise as text; structs as maps.
   *
   * @param kind what the value is; {@link Kind#ANY} if that is not known
   */
  public static @Nullable Object of(@Nullable Object value, Kind kind) {
    if (value == null
        || value instanceof String
        || value instanceof Long
        || value instanceof Integer
        || value instanceof Double
        || value instanceof Boolean) {
      return value;
    }
    if (value instanceof BigDecimal || value instanceof BigInteger) {
      return number(Decimals.of(value));
    }
    if (value instanceof Date) {
      return Texts.of(value, kind);
    }
    if (value instanceof ByteBuffer) {
      return Bytes.of(value);
    }
    return value instanceof Struct struct ? map(struct) : value;
  }

  private static Object number(BigDecimal decimal) {
    if (decimal.signum() == 0 || decimal.stripTrailingZeros().scale() <= 0) {
      return decimal.toBigInteger().bitLength() < Long.SIZE
          ? (Object) decimal.longValue()
          : decimal.toPlainString();
    }
    double number = decimal.doubleValue();
    return !Double.isInfinite(number) && BigDecimal.valueOf(number).compareTo(decimal) == 0
        ? (Object) number
        : decimal.toPlainString();
  }

  private static Map<String, @Nullable Object> map(Struct struct) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Field field : struct.schema().fields()) {
      Kind kind = SqlType.of(field.schema()).kind();
      map.put(field.name(), of(struct.get(field), kind));
    }
    return map;
  }
}
