package io.acequia.sql.eval;

import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import io.acequia.sql.type.TimeText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Date;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/** Values of one type as values of another. */
public final class Casts {

  private static final long DAY_MILLIS = 86_400_000;
  private static final Set<Kind> TIMES = EnumSet.of(Kind.DATE, Kind.TIME, Kind.TIMESTAMP);

  private Casts() {}

  /** Of a value that is not null. */
  @FunctionalInterface
  public interface Function {
    Object apply(Object value);
  }

  /** Whether some value of one kind can become one of another. */
  public static boolean allowed(Kind from, Kind to) {
    if (from == to || from == Kind.ANY || from == Kind.NULL || to == Kind.STRING) {
      return true;
    }
    return switch (to) {
      case BOOLEAN -> from == Kind.STRING || from == Kind.INTEGER || from == Kind.BIGINT;
      case INTEGER, REAL, DOUBLE, DECIMAL ->
          from.isNumeric() || from == Kind.STRING || from == Kind.BOOLEAN && to == Kind.INTEGER;
      case BIGINT ->
          from.isNumeric() || from == Kind.STRING || from == Kind.BOOLEAN || from == Kind.TIMESTAMP;
      case BYTES -> from == Kind.STRING;
      case DATE, TIME -> from == Kind.STRING || from == Kind.TIMESTAMP;
      case TIMESTAMP -> from == Kind.STRING || from == Kind.DATE || from == Kind.BIGINT;
      default -> false;
    };
  }

  /**
   * @param from the kind of the values, perhaps {@link Kind#ANY}
   * @param to a type with a schema
   * @param limit the most characters of a text, which is cut, or digits of a DECIMAL; 0 for any
   * @param keepScale whether a DECIMAL stays as long behind the point as it is
   */
  public static Function to(Kind from, SqlType to, int limit, boolean keepScale) {
    Schema schema = Objects.requireNonNull(to.schema());
    return switch (to.kind()) {
      case BOOLEAN -> Casts::toBoolean;
      case INTEGER ->
          switch (schema.type()) {
            case INT8 -> value -> (byte) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE, "TINYINT");
            case INT16 ->
                value -> (short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE, "SMALLINT");
            default -> value -> (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "INTEGER");
          };
      case BIGINT -> value -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE, "BIGINT");
      case REAL -> Casts::toReal;
      case DOUBLE -> Casts::toDouble;
      case DECIMAL -> {
        int scale = keepScale ? -1 : scale(schema);
        yield value -> toDecimal(value, scale, limit);
      }
      case STRING -> value -> cut(Texts.of(value, from), limit);
      case BYTES -> Casts::toBytes;
      case DATE -> Casts::toDate;
      case TIME -> Casts::toTime;
      case TIMESTAMP -> Casts::toTimestamp;
      default -> value -> value;
    };
  }

  /** The digits behind the point that a schema of decimals has. */
  public static int scale(Schema decimal) {
    return Integer.parseInt(decimal.parameters().get(Decimal.SCALE_FIELD));
  }

  private static Object toBoolean(Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof String text) {
      String word = text.strip().toLowerCase(Locale.ROOT);
      return switch (word) {
        case "t", "tr", "tru", "true", "y", "ye", "yes", "on", "1" -> true;
        case "f", "fa", "fal", "fals", "false", "n", "no", "of", "off", "0" -> false;
        default -> throw malformed("BOOLEAN");
      };
    }
    if (value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte) {
      return ((Number) value).longValue() != 0;
    }
    throw impossible(value, "BOOLEAN");
  }

  private static long whole(Object value, long least, long most, String type) {
    long result;
    Kind kind = ValueKind.of(value);
    switch (kind) {
      case INTEGER, BIGINT -> result = ((Number) value).longValue();
      case REAL, DOUBLE -> {
        double rounded = Math.rint(((Number) value).doubleValue());
        // The greatest long itself is no double; the next one is too large already.
        if (!(rounded >= -0x1p63 && rounded < 0x1p63)) {
          throw outOfRange(type);
        }
        result = (long) rounded;
      }
      case DECIMAL -> result = exact(Decimals.of(value), type);
      case STRING -> {
        try {
          result = Long.parseLong(((String) value).strip());
        } catch (NumberFormatException e) {
          throw malformed(type);
        }
      }
      case BOOLEAN -> result = (Boolean) value ? 1 : 0;
      case TIMESTAMP -> {
        if (most != Long.MAX_VALUE) {
          throw impossible(value, type);
        }
        result = ((Date) value).getTime();
      }
      default -> throw impossible(value, type);
    }
    if (result < least || result > most) {
      throw outOfRange(type);
    }
    return result;
  }

  private static long exact(BigDecimal value, String type) {
    try {
      return value.setScale(0, RoundingMode.HALF_UP).longValueExact();
    } catch (ArithmeticException e) {
      throw new DataException(type + " out of range", e);
    }
  }

  private static Object toReal(Object value) {
    if (value instanceof Float) {
      return value;
    }
    double wide = (Double) toDouble(value);
    float result = value instanceof String text ? parsedFloat(text) : (float) wide;
    if (Float.isInfinite(result) && !Double.isInfinite(wide)) {
      throw outOfRange("REAL");
    }
    return result;
  }

  private static float parsedFloat(String text) {
    return Float.parseFloat(text.strip());
  }

  private static Object toDouble(Object value) {
    if (value instanceof Double) {
      return value;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof String text) {
      String trimmed = text.strip();
      try {
        char last = trimmed.isEmpty() ? 'x' : trimmed.charAt(trimmed.length() - 1);
        // Java would also read 1d, 1f and hexadecimal.
        if (Character.isDigit(last) || last == '.' || trimmed.endsWith("NaN") || last == 'y') {
          if (trimmed.indexOf('x') < 0 && trimmed.indexOf('X') < 0) {
            return Double.parseDouble(trimmed);
          }
        }
      } catch (NumberFormatException e) {
        throw malformed("DOUBLE");
      }
      throw malformed("DOUBLE");
    }
    throw impossible(value, "DOUBLE");
  }

  private static BigDecimal toDecimal(Object value, int scale, int precision) {
    BigDecimal exact;
    switch (ValueKind.of(value)) {
      case INTEGER, BIGINT, DECIMAL -> exact = Decimals.of(value);
      case REAL, DOUBLE -> {
        double number = ((Number) value).doubleValue();
        if (Double.isNaN(number) || Double.isInfinite(number)) {
          throw outOfRange("DECIMAL");
        }
        exact = new BigDecimal(Texts.ofNumber(value));
      }
      case STRING -> {
        try {
          exact = Decimals.parse((String) value);
        } catch (NumberFormatException e) {
          throw malformed("DECIMAL");
        }
      }
      default -> throw impossible(value, "DECIMAL");
    }
    BigDecimal result = scale < 0 ? exact : exact.setScale(scale, RoundingMode.HALF_UP);
    if (result.scale() < 0) {
      result = result.setScale(0);
    }
    if (precision > 0 && result.precision() - result.scale() > precision - Math.max(scale, 0)) {
      throw outOfRange("DECIMAL");
    }
    return result;
  }

  private static String cut(String text, int limit) {
    return limit > 0 && text.codePointCount(0, text.length()) > limit
        ? text.substring(0, text.offsetByCodePoints(0, limit))
        : text;
  }

  private static Object toBytes(Object value) {
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    if (value instanceof byte[] || value instanceof ByteBuffer) {
      return value;
    }
    throw impossible(value, "BYTES");
  }

  private static Date toDate(Object value) {
    if (value instanceof Date date) {
      return new Date(Math.floorDiv(date.getTime(), DAY_MILLIS) * DAY_MILLIS);
    }
    Date whole = toTimestamp(value);
    return new Date(Math.floorDiv(whole.getTime(), DAY_MILLIS) * DAY_MILLIS);
  }

  private static Date toTime(Object value) {
    if (value instanceof Date date) {
      return new Date(Math.floorMod(date.getTime(), DAY_MILLIS));
    }
    if (value instanceof String text) {
      try {
        return TimeText.time(text);
      } catch (DateTimeException e) {
        throw malformed("TIME");
      }
    }
    throw impossible(value, "TIME");
  }

  private static Date toTimestamp(Object value) {
    if (value instanceof Date date) {
      return date;
    }
    if (value instanceof Long millis) {
      return new Date(millis);
    }
    if (value instanceof String text) {
      try {
        return TimeText.timestamp(text);
      } catch (DateTimeException e) {
        throw malformed("TIMESTAMP");
      }
    }
    throw impossible(value, "TIMESTAMP");
  }

  /** Whether a kind is a date or a time. */
  public static boolean isTime(Kind kind) {
    return TIMES.contains(kind);
  }

  private static DataException malformed(String type) {
    return new DataException("a text is not a " + type);
  }

  private static DataException outOfRange(String type) {
    return new DataException(type + " out of range");
  }

  private static DataException impossible(Object value, String type) {
    return new DataException("cannot cast " + ValueKind.name(value) + " to " + type);
  }
}
