package io.acequia.schema.registry.avro;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Plain values that have no parts, as Avro. */
final class PlainScalars {

  private static final long DAY_MILLIS = 86_400_000L;

  private PlainScalars() {}

  /** Whether a member of a union can hold the value exactly. */
  static boolean fits(Schema schema, @Nullable Object value) {
    return switch (schema.getType()) {
      case NULL -> value == null;
      case RECORD, MAP -> value instanceof Map<?, ?>;
      case ARRAY -> value instanceof List<?>;
      case BOOLEAN -> value instanceof Boolean;
      case STRING -> text(value) != null;
      case ENUM -> value instanceof String text && schema.hasEnumSymbol(text);
      case INT, LONG -> whole(schema, value) != null;
      case FLOAT, DOUBLE -> value instanceof Number;
      case BYTES -> bytes(schema, value) != null;
      case FIXED -> {
        byte[] bytes = bytes(schema, value);
        yield bytes != null && bytes.length == schema.getFixedSize();
      }
      case UNION -> false;
    };
  }

  static ValueWriter writer(Schema schema, String path) {
    return switch (schema.getType()) {
      case NULL ->
          (value, out) -> {
            if (value != null) {
              throw PlainWriter.misfit(value, schema, path);
            }
            out.writeNull();
          };
      case BOOLEAN -> (value, out) -> out.writeBoolean(as(Boolean.class, value, schema, path));
      case STRING -> (value, out) -> out.writeString(required(text(value), value, schema, path));
      case INT ->
          (value, out) ->
              out.writeInt(required(whole(schema, value), value, schema, path).intValue());
      case LONG ->
          (value, out) -> out.writeLong(required(whole(schema, value), value, schema, path));
      case FLOAT ->
          (value, out) -> out.writeFloat(as(Number.class, value, schema, path).floatValue());
      case DOUBLE ->
          (value, out) -> out.writeDouble(as(Number.class, value, schema, path).doubleValue());
      case ENUM ->
          (value, out) -> {
            if (!fits(schema, value)) {
              throw PlainWriter.misfit(value, schema, path);
            }
            out.writeEnum(schema.getEnumOrdinal((String) value));
          };
      case BYTES ->
          (value, out) -> out.writeBytes(required(bytes(schema, value), value, schema, path));
      case FIXED ->
          (value, out) -> {
            if (!fits(schema, value)) {
              throw PlainWriter.misfit(value, schema, path);
            }
            out.writeFixed(required(bytes(schema, value), value, schema, path));
          };
      default -> throw new IllegalArgumentException("not a scalar: " + schema.getType());
    };
  }

  private static <T> T as(Class<T> type, @Nullable Object value, Schema schema, String path) {
    if (!type.isInstance(value)) {
      throw PlainWriter.misfit(value, schema, path);
    }
    return type.cast(value);
  }

  private static <T> T required(
      @Nullable T made, @Nullable Object value, Schema schema, String path) {
    if (made == null) {
      throw PlainWriter.misfit(value, schema, path);
    }
    return made;
  }

  /** A decimal as a text keeps all of its digits. */
  private static @Nullable String text(@Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return value instanceof String text ? text : null;
  }

  private static @Nullable Long whole(Schema schema, @Nullable Object value) {
    Long number =
        switch (LogicalType.of(schema)) {
          case DATE -> date(value);
          case TIME_MILLIS -> time(value, 1_000_000);
          case TIME_MICROS -> time(value, 1_000);
          case TIMESTAMP_MILLIS -> instant(value, 1);
          case TIMESTAMP_MICROS -> instant(value, 1_000);
          default -> exact(value);
        };
    boolean isInt = schema.getType() == Schema.Type.INT;
    return number == null || isInt && number.intValue() != number ? null : number;
  }

  private static @Nullable Long exact(@Nullable Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    try {
      if (value instanceof BigDecimal decimal) {
        return decimal.longValueExact();
      }
    } catch (ArithmeticException e) {
      return null;
    }
    return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
        ? (Long) number.longValue()
        : null;
  }

  private static @Nullable Long instant(@Nullable Object value, long factor) {
    if (value instanceof Date date) {
      return date.getTime() * factor;
    }
    try {
      return value instanceof String text
          ? (Long) (Instant.parse(text).toEpochMilli() * factor)
          : exact(value);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static @Nullable Long date(@Nullable Object value) {
    if (value instanceof Date date) {
      return Math.floorDiv(date.getTime(), DAY_MILLIS);
    }
    try {
      return value instanceof String text
          ? (Long) LocalDate.parse(text).toEpochDay()
          : exact(value);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Long time(@Nullable Object value, long nanos) {
    if (value instanceof Date date) {
      return Math.floorMod(date.getTime(), DAY_MILLIS) * (1_000_000 / nanos);
    }
    try {
      return value instanceof String text
          ? (Long) (LocalTime.parse(text).toNanoOfDay() / nanos)
          : exact(value);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static byte @Nullable [] bytes(Schema schema, @Nullable Object value) {
    if (LogicalType.of(schema) == LogicalType.DECIMAL) {
      return decimal(schema, value);
    }
    if (value instanceof ByteBuffer buffer) {
      byte[] copy = new byte[buffer.remaining()];
      buffer.duplicate().get(copy);
      return copy;
    }
    return value instanceof byte[] bytes ? bytes : null;
  }

  private static byte @Nullable [] decimal(Schema schema, @Nullable Object value) {
    if (!(value instanceof Number)) {
      return null;
    }
    try {
      BigInteger unscaled =
          new BigDecimal(value.toString()).setScale(LogicalType.scale(schema)).unscaledValue();
      byte[] bytes = unscaled.toByteArray();
      if (schema.getType() != Schema.Type.FIXED || bytes.length > schema.getFixedSize()) {
        return bytes;
      }
      byte[] fixed = new byte[schema.getFixedSize()];
      int missing = fixed.length - bytes.length;
      java.util.Arrays.fill(fixed, 0, missing, (byte) (unscaled.signum() < 0 ? -1 : 0));
      System.arraycopy(bytes, 0, fixed, missing, bytes.length);
      return fixed;
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }
}
