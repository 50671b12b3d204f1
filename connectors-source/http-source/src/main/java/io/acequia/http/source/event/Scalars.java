package io.acequia.http.source.event;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * Values of JSON as declared scalars. Text is read where a number or a boolean is declared, since
 * rows of CSV have nothing else; nothing is rounded and nothing wraps around.
 */
final class Scalars {

  private static final int LONGEST_DECIMAL = 1000;

  private Scalars() {}

  static Object convert(Schema schema, Object value, String path) {
    try {
      return schema.name() == null
          ? plain(schema.type(), value)
          : logical(schema, value.toString());
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      String type = schema.name() == null ? schema.type().getName() : schema.name();
      throw InvalidEventException.inField(
          path, "Field '" + path + "' is not of the declared type " + shortened(type));
    }
  }

  private static Object plain(Schema.Type type, Object value) {
    return switch (type) {
      case STRING -> text(value);
      case BOOLEAN -> bool(value);
      case INT8 -> (byte) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case INT16 -> (short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT32 -> (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case INT64 -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT32 -> (float) fraction(value);
      case FLOAT64 -> fraction(value);
      case BYTES -> Base64.getDecoder().decode(text(value));
      default -> throw new IllegalArgumentException("not a scalar: " + type);
    };
  }

  private static Object logical(Schema schema, String text) {
    return switch (schema.name()) {
      case Decimal.LOGICAL_NAME -> decimal(schema, new BigDecimal(text));
      case org.apache.kafka.connect.data.Date.LOGICAL_NAME ->
          Date.from(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
      case Time.LOGICAL_NAME -> new Date(LocalTime.parse(text).toNanoOfDay() / 1_000_000);
      case Timestamp.LOGICAL_NAME -> Date.from(Instant.ofEpochMilli(Iso8601.millis(text)));
      default -> throw new IllegalArgumentException("not a declared type: " + schema.name());
    };
  }

  private static BigDecimal decimal(Schema schema, BigDecimal value) {
    // 1e999999999 is short to write and would need a gigabyte to write out.
    if (Math.abs((long) value.precision() - value.scale()) > LONGEST_DECIMAL) {
      throw new ArithmeticException("out of range");
    }
    int scale = Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD));
    return value.setScale(scale, RoundingMode.UNNECESSARY);
  }

  private static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("not a string");
  }

  private static boolean bool(Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    return switch (text(value).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("not a boolean");
    };
  }

  private static long whole(Object value, long min, long max) {
    long number =
        value instanceof Long known ? known : new BigDecimal(numeral(value)).longValueExact();
    if (number < min || number > max) {
      throw new ArithmeticException("out of range");
    }
    return number;
  }

  private static double fraction(Object value) {
    double number = Double.parseDouble(numeral(value));
    if (Double.isInfinite(number) || Double.isNaN(number)) {
      throw new ArithmeticException("out of range");
    }
    return number;
  }

  private static String numeral(Object value) {
    if (value instanceof Number || value instanceof String) {
      return value.toString().strip();
    }
    throw new IllegalArgumentException("not a number");
  }

  private static String shortened(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
