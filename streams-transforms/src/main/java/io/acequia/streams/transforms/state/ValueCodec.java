package io.acequia.streams.transforms.state;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of a {@link PlainValue plain value}: a byte that tells its type, then the value.
 */
public final class ValueCodec {

  private static final int NULL = 0;
  private static final int LONG = 1;
  private static final int DOUBLE = 2;
  private static final int TEXT = 3;
  private static final int TRUE = 4;
  private static final int FALSE = 5;
  private static final int DECIMAL = 6;
  private static final int LIST = 7;
  private static final int MAP = 8;

  private ValueCodec() {}

  /** Writes a value as {@link PlainValue} gives it. */
  public static void write(StateWriter out, @Nullable Object value) {
    if (value == null) {
      out.writeByte(NULL);
    } else if (value instanceof Long whole) {
      out.writeByte(LONG).writeSigned(whole);
    } else if (value instanceof Double number) {
      out.writeByte(DOUBLE).writeDouble(number);
    } else if (value instanceof String text) {
      out.writeByte(TEXT).writeText(text);
    } else if (value instanceof Boolean bool) {
      out.writeByte(bool ? TRUE : FALSE);
    } else if (value instanceof BigDecimal decimal) {
      out.writeByte(DECIMAL).writeDecimal(decimal);
    } else if (value instanceof List<?> list) {
      out.writeByte(LIST).writeUnsigned(list.size());
      list.forEach(item -> write(out, item));
    } else if (value instanceof Map<?, ?> map) {
      out.writeByte(MAP).writeUnsigned(map.size());
      map.forEach(
          (name, item) -> {
            out.writeText(String.valueOf(name));
            write(out, item);
          });
    } else {
      throw new IllegalArgumentException(value.getClass().getName() + " is no plain value");
    }
  }

  /** Reads a value; lists and maps are not deeper than {@link PlainValue#MAX_DEPTH}. */
  public static @Nullable Object read(StateReader in) {
    return read(in, PlainValue.MAX_DEPTH);
  }

  /** Reads a value where null cannot be. */
  public static Object readPresent(StateReader in) {
    Object value = read(in);
    if (value == null) {
      throw in.broken("null is no value here");
    }
    return value;
  }

  private static @Nullable Object read(StateReader in, int depth) {
    if (depth < 0) {
      throw in.broken("a value is nested too deep");
    }
    int type = in.readByte();
    return switch (type) {
      case NULL -> null;
      case LONG -> in.readSigned();
      case DOUBLE -> in.readDouble();
      case TEXT -> in.readText();
      case TRUE -> true;
      case FALSE -> false;
      case DECIMAL -> in.readDecimal();
      case LIST -> readList(in, depth);
      case MAP -> readMap(in, depth);
      default -> throw in.broken(type + " is no type of a value");
    };
  }

  private static List<@Nullable Object> readList(StateReader in, int depth) {
    int size = in.readCount();
    List<@Nullable Object> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(read(in, depth - 1));
    }
    return list;
  }

  private static Map<String, @Nullable Object> readMap(StateReader in, int depth) {
    int size = in.readCount();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      map.put(in.readText(), read(in, depth - 1));
    }
    return map;
  }
}
