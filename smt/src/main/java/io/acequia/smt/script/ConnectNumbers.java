package io.acequia.smt.script;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.mozilla.javascript.ScriptRuntime;

/** Leaves of a script's result as values of Connect's types. */
final class ConnectNumbers {

  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private ConnectNumbers() {}

  /** Without schema: whole numbers are Long, others Double. */
  static Number open(Number number) {
    if (number instanceof BigInteger integer) {
      return whole(integer, MIN_LONG, MAX_LONG).longValue();
    }
    if (number instanceof BigDecimal || !ConnectValues.isIntegral(number)) {
      return number instanceof Float ? (Number) number.doubleValue() : number;
    }
    return number.longValue();
  }

  static Date date(Object script) {
    double millis = ScriptRuntime.toNumber(script);
    if (Double.isNaN(millis)) {
      throw new FieldException("is an invalid Date");
    }
    return new Date((long) millis);
  }

  /** With a schema of a primitive or logical type. */
  static Object of(Object value, Schema schema) {
    String logical = schema.name();
    if (logical != null) {
      switch (logical) {
        case Timestamp.LOGICAL_NAME,
            Time.LOGICAL_NAME,
            org.apache.kafka.connect.data.Date.LOGICAL_NAME -> {
          return time(value, schema);
        }
        case Decimal.LOGICAL_NAME -> {
          return decimal(value, schema);
        }
        default -> {}
      }
    }
    return switch (schema.type()) {
      case INT8 -> (byte) whole(value, schema, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case INT16 -> (short) whole(value, schema, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT32 -> (int) whole(value, schema, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case INT64 -> whole(value, schema, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT32 -> number(value, schema).floatValue();
      case FLOAT64 -> number(value, schema).doubleValue();
      case BOOLEAN -> value instanceof Boolean ? value : mismatch(schema, "not a boolean");
      case STRING ->
          value instanceof CharSequence ? value.toString() : mismatch(schema, "not a text");
      case BYTES ->
          value instanceof byte[] || value instanceof ByteBuffer
              ? value
              : mismatch(schema, "no bytes");
      default -> mismatch(schema, "something else");
    };
  }

  private static Number number(Object value, Schema schema) {
    return value instanceof Number number && !(value instanceof BigInteger)
        ? number
        : (Number) mismatch(schema, "not a number");
  }

  private static long whole(Object value, Schema schema, long min, long max) {
    if (value instanceof BigInteger integer) {
      return whole(integer, BigInteger.valueOf(min), BigInteger.valueOf(max)).longValue();
    }
    Number number = number(value, schema);
    if (!ConnectValues.isIntegral(number)) {
      mismatch(schema, "a number that is not whole or that has lost digits");
    }
    long whole = number.longValue();
    if (whole < min || whole > max) {
      mismatch(schema, "a number out of its range");
    }
    return whole;
  }

  private static BigInteger whole(BigInteger value, BigInteger min, BigInteger max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new FieldException("is a BigInt out of its range");
    }
    return value;
  }

  private static Date time(Object value, Schema schema) {
    if (value instanceof Date date) {
      return date;
    }
    if (value instanceof Number number && ConnectValues.isIntegral(number)) {
      return new Date(number.longValue());
    }
    return (Date) mismatch(schema, "neither a Date nor whole milliseconds");
  }

  private static BigDecimal decimal(Object value, Schema schema) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    int scale = Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD));
    if (value instanceof BigInteger integer) {
      return new BigDecimal(integer).setScale(scale);
    }
    double number = number(value, schema).doubleValue();
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      mismatch(schema, "not a finite number");
    }
    BigDecimal decimal = BigDecimal.valueOf(number);
    if (decimal.stripTrailingZeros().scale() > scale) {
      mismatch(schema, "a number with more than " + scale + " decimals");
    }
    return decimal.setScale(scale);
  }

  /** Never returns; typed for use in expressions. */
  private static Object mismatch(Schema schema, String given) {
    String type = schema.name() == null ? schema.type().toString() : schema.name();
    throw new FieldException("is " + type + ", but the script gave " + given);
  }
}
