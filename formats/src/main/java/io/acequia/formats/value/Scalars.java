package io.acequia.formats.value;

import io.acequia.formats.JsonStyle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Single values as a schema has them. */
final class Scalars {

  private static final JsonText JSON = new JsonText(JsonStyle.PLAIN);

  private final boolean text;

  /**
   * @param text whether strings are read as what the schema wants
   */
  Scalars(boolean text) {
    this.text = text;
  }

  Object convert(Schema to, Object value) {
    try {
      return switch (LogicalType.of(to)) {
        case DECIMAL -> decimal(to, value);
        case DATE, TIME, TIMESTAMP -> time(to, value);
        case NONE -> plain(to, value);
      };
    } catch (ArithmeticException e) {
      if (to.type() == Schema.Type.INT64 && isFraction(value)) {
        throw Misfit.wider("is a fraction, not int64");
      }
      throw new Misfit("is out of the range, or has more digits, than " + name(to) + " has");
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new Misfit("is text that is no " + name(to));
    }
  }

  private static boolean isFraction(Object value) {
    return value instanceof Double
        || value instanceof Float
        || (value instanceof BigDecimal decimal && decimal.scale() != 0);
  }

  private static String name(Schema to) {
    LogicalType logical = LogicalType.of(to);
    return (logical == LogicalType.NONE ? to.type() : logical).toString().toLowerCase(Locale.ROOT);
  }

  private Object plain(Schema to, Object value) {
    return switch (to.type()) {
      case INT8 -> value instanceof Byte ? value : whole(to, value).byteValueExact();
      case INT16 -> value instanceof Short ? value : whole(to, value).shortValueExact();
      case INT32 -> value instanceof Integer ? value : whole(to, value).intValueExact();
      case INT64 -> value instanceof Long ? value : whole(to, value).longValueExact();
      case FLOAT32 -> value instanceof Float ? value : float32(fraction(to, value));
      case FLOAT64 -> value instanceof Double ? value : float64(fraction(to, value));
      case BOOLEAN -> value instanceof Boolean ? value : truth(to, value);
      case STRING -> value instanceof String ? value : string(to, value);
      case BYTES ->
          value instanceof byte[] || value instanceof ByteBuffer ? value : bytes(to, value);
      default -> Conversion.fail(to, value);
    };
  }

  private BigInteger whole(Schema to, Object value) {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return BigInteger.valueOf(((Number) value).longValue());
    }
    return exact(to, value).toBigIntegerExact();
  }

  /** A number with all its digits; out of range is an ArithmeticException. */
  private BigDecimal exact(Schema to, Object value) {
    if (value instanceof BigDecimal decimal) {
      return checked(decimal);
    }
    if (value instanceof BigInteger whole) {
      return new BigDecimal(whole);
    }
    if (value instanceof Double || value instanceof Float) {
      // The shortest text that reads back as this number is what its writer meant.
      return new BigDecimal(value.toString());
    }
    if (value instanceof Number number) {
      return BigDecimal.valueOf(number.longValue());
    }
    return text && value instanceof String digits
        ? checked(new BigDecimal(digits.trim()))
        : Conversion.fail(to, value);
  }

  /** A few characters such as 1e999999999 must not become a number of a billion digits. */
  private static BigDecimal checked(BigDecimal number) {
    if (Math.abs((long) number.scale()) > 1_000 || number.precision() > 10_000) {
      throw new ArithmeticException("exponent");
    }
    return number;
  }

  private Number fraction(Schema to, Object value) {
    if (value instanceof Number number) {
      return number;
    }
    return text && value instanceof String digits
        ? Double.valueOf(digits.trim())
        : Conversion.fail(to, value);
  }

  private static Object float32(Number number) {
    float nearest = number.floatValue();
    return Float.isInfinite(nearest) ? infinite(number, nearest) : nearest;
  }

  private static Object float64(Number number) {
    double nearest = number.doubleValue();
    return Double.isInfinite(nearest) ? infinite(number, nearest) : nearest;
  }

  /** Infinity is a value; what a decimal or a whole number becomes it must not be. */
  private static Object infinite(Number number, Number nearest) {
    if (number instanceof BigDecimal || number instanceof BigInteger) {
      throw new ArithmeticException("range");
    }
    return nearest;
  }

  private Object truth(Schema to, Object value) {
    if (text && value instanceof String word) {
      if (word.equalsIgnoreCase("true")) {
        return true;
      }
      if (word.equalsIgnoreCase("false")) {
        return false;
      }
    }
    return Conversion.fail(to, value);
  }

  /** An inferred column of several types is text; its other values are shown as JSON. */
  private Object string(Schema to, Object value) {
    if (value instanceof CharSequence) {
      return value.toString();
    }
    return value instanceof Number
            || value instanceof Boolean
            || value instanceof Map
            || value instanceof Collection
        ? JSON.text(null, value)
        : value instanceof Struct ? JSON.text(null, value) : Conversion.fail(to, value);
  }

  private Object bytes(Schema to, Object value) {
    return text && value instanceof String base64
        ? Base64.getDecoder().decode(base64)
        : Conversion.fail(to, value);
  }

  private Object decimal(Schema to, Object value) {
    int scale = LogicalType.scale(to);
    BigDecimal decimal = exact(to, value);
    BigDecimal scaled = decimal.scale() == scale ? decimal : decimal.setScale(scale);
    if (scaled.precision() > LogicalType.precision(to)) {
      throw new ArithmeticException("precision");
    }
    return scaled;
  }

  private Object time(Schema to, Object value) {
    LogicalType type = LogicalType.of(to);
    if (value instanceof Date date) {
      return inRange(type, date);
    }
    if (text && value instanceof String iso) {
      return Iso.parse(type, iso.trim());
    }
    return value instanceof Number
        ? inRange(type, Iso.ofNumber(type, whole(to, value).longValueExact()))
        : Conversion.fail(to, value);
  }

  private static Date inRange(LogicalType type, Date date) {
    long number = Iso.number(type, date);
    boolean fits =
        switch (type) {
          case DATE -> number == (int) number;
          case TIME -> number >= 0 && number < Iso.DAY;
          default -> true;
        };
    if (!fits) {
      throw new ArithmeticException("range");
    }
    return date;
  }
}
