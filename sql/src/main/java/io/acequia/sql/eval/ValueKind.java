package io.acequia.sql.eval;

import io.acequia.sql.type.SqlType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;

/** The kind of a value of which nothing was known before. */
public final class ValueKind {

  private ValueKind() {}

  /**
   * @return {@link Kind#ANY} for a class of which no expression knows anything; {@link
   *     Kind#TIMESTAMP} for every date and time
   */
  public static Kind of(Object value) {
    if (value instanceof String) {
      return Kind.STRING;
    }
    if (value instanceof Number number) {
      return ofNumber(number);
    }
    if (value instanceof Boolean) {
      return Kind.BOOLEAN;
    }
    if (value instanceof Date) {
      return Kind.TIMESTAMP;
    }
    if (value instanceof Map) {
      return Kind.MAP;
    }
    if (value instanceof List) {
      return Kind.ARRAY;
    }
    if (value instanceof Struct) {
      return Kind.STRUCT;
    }
    return value instanceof byte[] || value instanceof ByteBuffer ? Kind.BYTES : Kind.ANY;
  }

  private static Kind ofNumber(Number number) {
    if (number instanceof Long) {
      return Kind.BIGINT;
    }
    if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
      return Kind.INTEGER;
    }
    if (number instanceof Double) {
      return Kind.DOUBLE;
    }
    if (number instanceof Float) {
      return Kind.REAL;
    }
    return number instanceof BigDecimal || number instanceof BigInteger ? Kind.DECIMAL : Kind.ANY;
  }

  /** How messages call a value's type. */
  public static String name(Object value) {
    Kind kind = of(value);
    return kind == Kind.ANY ? value.getClass().getName() : kind.name();
  }
}
