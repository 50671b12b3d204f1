package io.acequia.sql.type;

import io.acequia.sql.type.SqlType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The family of a value as it comes without a schema. */
public final class RuntimeKind {

  private RuntimeKind() {}

  /**
   * Of a value of Connect's classes; {@link Kind#ANY} for any other.
   *
   * @param value a {@link Date} counts as a timestamp, since nothing tells what it was
   */
  public static Kind of(@Nullable Object value) {
    if (value == null) {
      return Kind.NULL;
    }
    if (value instanceof String) {
      return Kind.STRING;
    }
    if (value instanceof Number number) {
      return ofNumber(number);
    }
    if (value instanceof Boolean) {
      return Kind.BOOLEAN;
    }
    if (value instanceof Map) {
      return Kind.MAP;
    }
    if (value instanceof List) {
      return Kind.ARRAY;
    }
    if (value instanceof Date) {
      return Kind.TIMESTAMP;
    }
    if (value instanceof byte[] || value instanceof ByteBuffer) {
      return Kind.BYTES;
    }
    return value instanceof Struct ? Kind.STRUCT : Kind.ANY;
  }

  private static Kind ofNumber(Number number) {
    if (number instanceof Long) {
      return Kind.BIGINT;
    }
    if (number instanceof Double) {
      return Kind.DOUBLE;
    }
    if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
      return Kind.INTEGER;
    }
    if (number instanceof BigDecimal || number instanceof BigInteger) {
      return Kind.DECIMAL;
    }
    return number instanceof Float ? Kind.REAL : Kind.ANY;
  }
}
