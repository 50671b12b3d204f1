package io.acequia.smt.mask;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Masks any value that Connect knows, keeping its type: texts by the {@link TextMask}, others by
 * the zero of their type, containers by their elements. Map keys stay.
 */
final class ValueMask implements UnaryOperator<@Nullable Object> {

  private final String path;
  private final TextMask text;

  /**
   * @param path for messages
   */
  ValueMask(String path, TextMask text) {
    this.path = path;
    this.text = text;
  }

  @Override
  public @Nullable Object apply(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof String string) {
      return text.apply(string);
    }
    if (value instanceof Struct struct) {
      return inside(struct);
    }
    if (value instanceof Map<?, ?> map) {
      return inside(map);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this).collect(Collectors.toList());
    }
    return zero(value);
  }

  private Object zero(Object value) {
    if (value instanceof Integer) {
      return 0;
    }
    if (value instanceof Long) {
      return 0L;
    }
    if (value instanceof Double) {
      return 0.0;
    }
    if (value instanceof Boolean) {
      return false;
    }
    if (value instanceof Float) {
      return 0.0f;
    }
    if (value instanceof Short) {
      return (short) 0;
    }
    if (value instanceof Byte) {
      return (byte) 0;
    }
    if (value instanceof BigDecimal decimal) {
      return BigDecimal.valueOf(0, decimal.scale());
    }
    if (value instanceof BigInteger) {
      return BigInteger.ZERO;
    }
    if (value instanceof Date) {
      return new Date(0);
    }
    if (value instanceof byte[]) {
      return new byte[0];
    }
    if (value instanceof ByteBuffer) {
      return ByteBuffer.allocate(0);
    }
    throw new DataException(
        "Mask cannot hide '" + path + "', which is a " + value.getClass().getName());
  }

  private Struct inside(Struct struct) {
    Struct masked = new Struct(struct.schema());
    for (Field field : struct.schema().fields()) {
      masked.put(field, apply(struct.getWithoutDefault(field.name())));
    }
    return masked;
  }

  private Map<?, ?> inside(Map<?, ?> map) {
    Map<Object, @Nullable Object> masked = new LinkedHashMap<>();
    map.forEach((key, value) -> masked.put(key, apply(value)));
    return masked;
  }
}
