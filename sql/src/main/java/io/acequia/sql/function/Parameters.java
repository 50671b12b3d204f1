package io.acequia.sql.function;

import io.acequia.sql.type.SqlType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters that most functions have. */
public final class Parameters {

  private static final Set<Kind> NUMBERS =
      Set.of(Kind.INTEGER, Kind.BIGINT, Kind.REAL, Kind.DOUBLE, Kind.DECIMAL);

  private static final String WHOLE = "a whole number";

  private Parameters() {}

  public static Parameter<String> text(String name) {
    return Parameter.of(
        name,
        "text",
        Set.of(Kind.STRING),
        (place, argument) ->
            value -> {
              if (value instanceof String text) {
                return text;
              }
              throw place.refuses("text", value);
            });
  }

  /** Bytes, or text as UTF-8. The body must not change the array. */
  public static Parameter<byte[]> bytes(String name) {
    return Parameter.of(
        name,
        "bytes or text",
        Set.of(Kind.BYTES, Kind.STRING),
        (place, argument) ->
            value -> {
              if (value instanceof byte[] bytes) {
                return bytes;
              }
              if (value instanceof String text) {
                return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
              }
              if (value instanceof ByteBuffer buffer) {
                return bytesOf(buffer);
              }
              throw place.refuses("bytes or text", value);
            });
  }

  /** A whole number of 32 bits; in data without schema also a fraction such as {@code 3.0}. */
  public static Parameter<Integer> integer(String name) {
    return Parameter.of(
        name,
        WHOLE,
        Set.of(Kind.INTEGER, Kind.BIGINT),
        (place, argument) ->
            value -> {
              if (value instanceof Integer number) {
                return number;
              }
              long number = toLong(place, WHOLE, value);
              if ((int) number != number) {
                throw place.invalid("is out of range");
              }
              return (int) number;
            });
  }

  /** A whole number of 64 bits; in data without schema also a fraction such as {@code 3.0}. */
  public static Parameter<Long> bigint(String name) {
    return Parameter.of(
        name,
        WHOLE,
        Set.of(Kind.INTEGER, Kind.BIGINT),
        (place, argument) -> wholeNumber(place, WHOLE));
  }

  /** Any number. */
  public static Parameter<Number> number(String name) {
    return Parameter.of(
        name,
        "a number",
        NUMBERS,
        (place, argument) ->
            value -> {
              if (value instanceof BigInteger number) {
                return new BigDecimal(number);
              }
              if (value instanceof Number number) {
                return number;
              }
              throw place.refuses("a number", value);
            });
  }

  public static Parameter<Boolean> bool(String name) {
    return Parameter.of(
        name,
        "a boolean",
        Set.of(Kind.BOOLEAN),
        (place, argument) ->
            value -> {
              if (value instanceof Boolean truth) {
                return truth;
              }
              throw place.refuses("a boolean", value);
            });
  }

  public static Parameter<List<?>> list(String name) {
    return Parameter.of(
        name,
        "an array",
        Set.of(Kind.ARRAY),
        (place, argument) ->
            value -> {
              if (value instanceof List<?> list) {
                return list;
              }
              throw place.refuses("an array", value);
            });
  }

  public static Parameter<Map<?, ?>> map(String name) {
    return Parameter.of(
        name,
        "a map",
        Set.of(Kind.MAP),
        (place, argument) ->
            value -> {
              if (value instanceof Map<?, ?> map) {
                return map;
              }
              throw place.refuses("a map", value);
            });
  }

  /** A value of any type, as it is. */
  public static Parameter<Object> any(String name) {
    return Parameter.of(name, "a value", Set.of(), (place, argument) -> value -> value);
  }

  private static byte[] bytesOf(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /**
   * For other parameters that take whole numbers of 64 bits besides.
   *
   * @param expected what messages say that is taken
   */
  public static Parameter.Conversion<Long> wholeNumber(Place place, String expected) {
    return value -> toLong(place, expected, value);
  }

  private static long toLong(Place place, String expected, Object value) {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    try {
      if (value instanceof Double || value instanceof Float) {
        return wholeDouble(place, ((Number) value).doubleValue());
      }
      if (value instanceof BigDecimal decimal) {
        return decimal.longValueExact();
      }
      if (value instanceof BigInteger integer) {
        return integer.longValueExact();
      }
    } catch (ArithmeticException e) {
      throw place.invalid("must be a whole number of 64 bits");
    }
    throw place.refuses(expected, value);
  }

  private static long wholeDouble(Place place, double value) {
    long whole = (long) value;
    // Above 2^53 a double does not tell which whole number was meant.
    if (whole != value || Math.abs(value) > 1L << 53) {
      throw place.invalid("must be a whole number of 64 bits");
    }
    return whole;
  }
}
