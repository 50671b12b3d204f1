package io.acequia.streams.transforms.state;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Brings the values of rows into the few types that state holds: Long, Double, BigDecimal, String,
 * Boolean, and lists and maps of them. Smaller numbers are widened without loss (so a Float 0.1
 * becomes the Double 0.10000000149011612, which is its exact value).
 *
 * <p>A value of another type, or one too large to be kept, is refused with a {@link DataException}
 * that names the field and never the value.
 */
public final class PlainValue {

  /** How deep lists and maps may be nested. */
  public static final int MAX_DEPTH = 32;

  /** How large a value in state may be, in characters and elements: 32 Ki. */
  public static final int MAX_SIZE = 32 * 1024;

  /** Bounds of a decimal's scale and digits, so that one record cannot ask for gigabytes. */
  static final int MAX_SCALE = 400;

  private static final int MAX_BITS = 4096;

  private PlainValue() {}

  /** A scalar: lists and maps are refused, texts may have any length. */
  public static Object scalar(Object value, String field) {
    if (value instanceof String
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return number(number, field);
    }
    throw unsupported(value, field);
  }

  /** Any value, copied, if it is no larger than {@link #MAX_SIZE}. */
  public static Object kept(Object value, String field) {
    return new SizedCopy(field).of(value, 0);
  }

  /** About how much of a state's size a plain value takes: its characters and elements. */
  public static int sizeOf(@Nullable Object plain) {
    if (plain instanceof String text) {
      return 2 + text.length();
    }
    if (plain instanceof List<?> list) {
      return 2 + list.stream().mapToInt(PlainValue::sizeOf).sum();
    }
    if (plain instanceof Map<?, ?> map) {
      return 2
          + map.entrySet().stream()
              .mapToInt(entry -> sizeOf(entry.getKey()) + sizeOf(entry.getValue()))
              .sum();
    }
    return plain instanceof BigDecimal decimal ? 8 + decimal.unscaledValue().bitLength() / 8 : 9;
  }

  /** A number as Long, Double or BigDecimal. */
  public static Number number(Number value, String field) {
    if (value instanceof Long || value instanceof Double) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return value.longValue();
    }
    if (value instanceof Float) {
      return value.doubleValue();
    }
    if (value instanceof BigInteger whole) {
      return whole.bitLength() < Long.SIZE ? whole.longValue() : bounded(whole, field);
    }
    if (value instanceof BigDecimal decimal) {
      bounded(decimal.unscaledValue(), field);
      if (Math.abs((long) decimal.scale()) > MAX_SCALE) {
        throw tooLarge(field);
      }
      return decimal;
    }
    throw unsupported(value, field);
  }

  /** The exception for a value of a type that an aggregate cannot take. */
  public static DataException unsupported(Object value, String field) {
    return new DataException(
        "The field '%s' has a value of type %s, which cannot be aggregated this way"
            .formatted(field, value.getClass().getSimpleName()));
  }

  private static BigDecimal bounded(BigInteger unscaled, String field) {
    if (unscaled.bitLength() > MAX_BITS) {
      throw tooLarge(field);
    }
    return new BigDecimal(unscaled);
  }

  private static DataException tooLarge(String field) {
    return new DataException(
        "The field '%s' has a value too large to be kept in state".formatted(field));
  }

  /** Copies one value and counts its size on the way. */
  private static final class SizedCopy {

    private final String field;
    private int size;

    SizedCopy(String field) {
      this.field = field;
    }

    Object of(Object value, int depth) {
      if (depth > MAX_DEPTH) {
        throw tooLarge(field);
      }
      if (value instanceof List<?> list) {
        List<@Nullable Object> copy = new ArrayList<>();
        for (Object item : list) {
          take(1);
          copy.add(item == null ? null : of(item, depth + 1));
        }
        return copy;
      }
      if (value instanceof Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          String name = String.valueOf(entry.getKey());
          take(1 + name.length());
          Object item = entry.getValue();
          copy.put(name, item == null ? null : of(item, depth + 1));
        }
        return copy;
      }
      Object scalar = scalar(value, field);
      take(sizeOf(scalar));
      return scalar;
    }

    private void take(int more) {
      size += more;
      if (size > MAX_SIZE) {
        throw tooLarge(field);
      }
    }
  }
}
