package io.acequia.jdbc.sink.mapping;

import io.acequia.jdbc.sink.schema.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Date;
import java.util.UUID;

/** The type of a column whose values have no schema, by the value itself. */
final class InferredType {
  private InferredType() {}

  static SqlType of(Object value) {
    if (value instanceof String) {
      return SqlType.TEXT;
    }
    if (value instanceof Boolean) {
      return SqlType.BOOLEAN;
    }
    if (value instanceof Number number) {
      return ofNumber(number);
    }
    if (value instanceof byte[] || value instanceof ByteBuffer) {
      return SqlType.BYTEA;
    }
    if (value instanceof Date) {
      return SqlType.TIMESTAMPTZ;
    }
    if (value instanceof LocalDateTime) {
      return SqlType.TIMESTAMP;
    }
    if (value instanceof LocalDate) {
      return SqlType.DATE;
    }
    if (value instanceof LocalTime) {
      return SqlType.TIME;
    }
    if (value instanceof UUID) {
      return SqlType.UUID;
    }
    return SqlType.JSONB;
  }

  private static SqlType ofNumber(Number number) {
    if (number instanceof BigDecimal || number instanceof BigInteger) {
      return SqlType.NUMERIC;
    }
    boolean fraction = number instanceof Double || number instanceof Float;
    // The narrowest integer would only be widened by the next record.
    return fraction ? SqlType.DOUBLE : SqlType.BIGINT;
  }
}
