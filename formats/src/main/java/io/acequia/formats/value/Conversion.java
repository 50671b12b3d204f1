package io.acequia.formats.value;

import io.acequia.formats.ReadLimits;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Values as a schema has them, from values of another schema or of none. Pure. A value that is
 * right already is handed back, not copied, except where it is inside of one that is not.
 *
 * <p>All problems are {@link Misfit}s that name the field.
 */
public final class Conversion {

  private static final JsonMaps NESTED = new JsonMaps(ReadLimits.defaults(), JsonNumbers.DECIMAL);

  private final Scalars scalars;
  private final boolean text;

  private Conversion(boolean text) {
    this.text = text;
    this.scalars = new Scalars(text);
  }

  /** For values that Connect's converters made. */
  public static Conversion ofValues() {
    return new Conversion(false);
  }

  /**
   * For values that were read from text: strings may be numbers, truth values, ISO 8601 times,
   * Base64, or nested JSON.
   */
  public static Conversion ofText() {
    return new Conversion(true);
  }

  /** A record of a file of such structs, which has to be there. */
  public Struct record(Schema to, @Nullable Object value) {
    if (!(value instanceof Struct) && !(value instanceof Map)) {
      throw new Misfit("the record is not an object");
    }
    return struct(to, value);
  }

  /** The value as {@code to} has it. */
  public @Nullable Object convert(Schema to, @Nullable Object value) {
    if (value == null) {
      if (to.isOptional() || to.defaultValue() != null) {
        return to.defaultValue();
      }
      throw new Misfit("is missing, and may not be");
    }
    return switch (to.type()) {
      case STRUCT -> struct(to, value);
      case ARRAY -> array(to, value);
      case MAP -> map(to, value);
      default -> scalars.convert(to, value);
    };
  }

  private Struct struct(Schema to, Object value) {
    if (value instanceof Struct given) {
      return given.schema() == to ? complete(given) : ofStruct(to, given);
    }
    return value instanceof Map<?, ?> given
        ? ofMap(to, given)
        : nested(to, value) instanceof Map<?, ?> parsed ? ofMap(to, parsed) : fail(to, value);
  }

  private Object nested(Schema to, Object value) {
    if (text && value instanceof String json) {
      Object parsed = NESTED.parse(json);
      if (parsed instanceof Map || parsed instanceof List) {
        return parsed;
      }
    }
    return fail(to, value);
  }

  /** A struct checks types when values are put, but neither digits nor what was never put. */
  private Struct complete(Struct given) {
    for (Field field : given.schema().fields()) {
      Object value = given.get(field);
      if (in(field, value) != value) {
        return ofStruct(given.schema(), given);
      }
    }
    return given;
  }

  private Struct ofStruct(Schema to, Struct given) {
    Struct converted = new Struct(to);
    for (Field field : to.fields()) {
      Field source = given.schema().field(field.name());
      converted.put(field, in(field, source == null ? null : given.get(source)));
    }
    return converted;
  }

  private Struct ofMap(Schema to, Map<?, ?> given) {
    Struct converted = new Struct(to);
    int found = 0;
    for (Field field : to.fields()) {
      Object value = given.get(field.name());
      if (value != null || given.containsKey(field.name())) {
        found++;
      }
      converted.put(field, in(field, value));
    }
    if (found < given.size()) {
      throw Misfit.wider("is not in the schema").in(unknown(to, given));
    }
    return converted;
  }

  private static String unknown(Schema to, Map<?, ?> given) {
    for (Object key : given.keySet()) {
      if (to.field(String.valueOf(key)) == null) {
        return String.valueOf(key);
      }
    }
    return "?";
  }

  private @Nullable Object in(Field field, @Nullable Object value) {
    try {
      return convert(field.schema(), value);
    } catch (Misfit misfit) {
      throw misfit.in(field.name());
    }
  }

  private List<?> array(Schema to, Object value) {
    if (!(value instanceof Collection<?> given)) {
      return nested(to, value) instanceof List<?> parsed ? array(to, parsed) : fail(to, value);
    }
    List<@Nullable Object> converted = new ArrayList<>(given.size());
    boolean same = value instanceof List;
    for (Object element : given) {
      try {
        Object right = convert(to.valueSchema(), element);
        same &= right == element;
        converted.add(right);
      } catch (Misfit misfit) {
        throw misfit.at(converted.size());
      }
    }
    return same ? (List<?>) value : converted;
  }

  private Map<?, ?> map(Schema to, Object value) {
    Map<@Nullable Object, @Nullable Object> converted = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> given) {
      boolean same = true;
      for (Map.Entry<?, ?> entry : given.entrySet()) {
        same &= entry(to, converted, entry.getKey(), entry.getValue());
      }
      return same ? given : converted;
    }
    if (!text) {
      return fail(to, value);
    }
    if (!(value instanceof Collection<?> pairs)) {
      return map(to, nested(to, value));
    }
    for (Object pair : pairs) {
      if (!(pair instanceof List<?> two) || two.size() != 2) {
        return fail(to, value);
      }
      entry(to, converted, two.get(0), two.get(1));
    }
    return converted;
  }

  /** Adds an entry; says whether it was right as it was. */
  private boolean entry(
      Schema to,
      Map<@Nullable Object, @Nullable Object> target,
      @Nullable Object key,
      @Nullable Object value) {
    try {
      Object rightKey = convert(to.keySchema(), key);
      Object rightValue = convert(to.valueSchema(), value);
      target.put(rightKey, rightValue);
      return rightKey == key && rightValue == value;
    } catch (Misfit misfit) {
      throw misfit.in(String.valueOf(key));
    }
  }

  static <T> T fail(Schema to, Object value) {
    LogicalType logical = LogicalType.of(to);
    String wanted = (logical == LogicalType.NONE ? to.type() : logical).toString();
    throw new Misfit("is " + kind(value) + ", not " + wanted.toLowerCase(Locale.ROOT));
  }

  private static String kind(Object value) {
    if (value instanceof Struct || value instanceof Map) {
      return "an object";
    }
    if (value instanceof Collection) {
      return "an array";
    }
    if (value instanceof byte[] || value instanceof ByteBuffer) {
      return "bytes";
    }
    return value instanceof BigDecimal ? "a decimal" : "a " + value.getClass().getSimpleName();
  }
}
