package io.acequia.smt.json;

import io.acequia.sql.json.JsonWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Gives what {@link JsonReader} read the types of a schema, without loss: what does not fit is
 * refused by its path. Keys that the schema lacks are left out; a text takes any value, objects and
 * arrays as JSON. Not thread-safe.
 */
final class ToSchema {

  /** The parameter in which Confluent's and other sinks look for a decimal's precision. */
  static final String PRECISION = "connect.decimal.precision";

  private final Trail trail;
  private final boolean roundLongs;

  /**
   * @param roundLongs whether a long may lose digits when it becomes a double
   */
  ToSchema(Trail trail, boolean roundLongs) {
    this.trail = trail;
    this.roundLongs = roundLongs;
  }

  /**
   * @throws DataException naming the path that does not fit
   */
  @Nullable Object convert(Schema schema, @Nullable Object value) {
    if (value == null) {
      if (!schema.isOptional()) {
        throw trail.misfit("is missing or null, but declared NOT NULL");
      }
      return null;
    }
    String name = schema.name();
    if (name != null && schema.type().isPrimitive()) {
      return logical(schema, name, value);
    }
    return switch (schema.type()) {
      case STRING -> text(value);
      case BOOLEAN -> value instanceof Boolean ? value : wrongType(schema);
      case INT8 -> (byte) integer(schema, value, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case INT16 -> (short) integer(schema, value, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT32 -> (int) integer(schema, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case INT64 -> integer(schema, value, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT32 -> (float) real(schema, value);
      case FLOAT64 -> real(schema, value);
      case BYTES -> bytes(schema, value);
      case ARRAY -> array(schema, value);
      case MAP -> map(schema, value);
      case STRUCT -> struct(schema, value);
    };
  }

  private Struct struct(Schema schema, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrongType(schema);
    }
    Struct struct = new Struct(schema);
    for (Field field : schema.fields()) {
      trail.enter(field.name());
      struct.put(field, convert(field.schema(), map.get(field.name())));
      trail.leave();
    }
    return struct;
  }

  private List<@Nullable Object> array(Schema schema, Object value) {
    if (!(value instanceof List<?> list)) {
      throw wrongType(schema);
    }
    List<@Nullable Object> array = new ArrayList<>(list.size());
    trail.enterElements();
    for (Object element : list) {
      array.add(convert(schema.valueSchema(), element));
    }
    trail.leave();
    return array;
  }

  private Map<String, @Nullable Object> map(Schema schema, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrongType(schema);
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = (String) entry.getKey();
      trail.enter(key);
      result.put(key, convert(schema.valueSchema(), entry.getValue()));
      trail.leave();
    }
    return result;
  }

  private static String text(Object value) {
    return value instanceof String text ? text : JsonWriter.write(value, null);
  }

  private long integer(Schema schema, Object value, long min, long max) {
    if (!(value instanceof Long number)) {
      throw wrongType(schema);
    }
    if (number < min || number > max) {
      throw trail.misfit("is beyond the range of " + schema.type());
    }
    return number;
  }

  private double real(Schema schema, Object value) {
    if (value instanceof Long number) {
      double real = number;
      // The cast of 2^63 gives Long.MAX_VALUE, which that double is not.
      if (!roundLongs && ((long) real != number || number == Long.MAX_VALUE)) {
        throw trail.misfit("would lose digits as a double");
      }
      return real;
    }
    if (value instanceof Double || value instanceof BigDecimal) {
      return ((Number) value).doubleValue();
    }
    throw wrongType(schema);
  }

  private byte[] bytes(Schema schema, Object value) {
    if (value instanceof String text) {
      try {
        return Base64.getDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        throw trail.misfit("is not Base64");
      }
    }
    throw wrongType(schema);
  }

  private Object logical(Schema schema, String name, Object value) {
    try {
      return switch (name) {
        case Decimal.LOGICAL_NAME -> decimal(schema, value);
        case Date.LOGICAL_NAME -> {
          LocalDate day = LocalDate.parse(time(schema, value));
          yield Date.toLogical(schema, Math.toIntExact(day.toEpochDay()));
        }
        case Time.LOGICAL_NAME -> {
          LocalTime time = LocalTime.parse(time(schema, value));
          yield Time.toLogical(schema, time.get(ChronoField.MILLI_OF_DAY));
        }
        case Timestamp.LOGICAL_NAME -> Timestamp.toLogical(schema, millis(schema, value));
        default -> throw wrongType(schema);
      };
    } catch (DateTimeException | ArithmeticException e) {
      // Not as the cause: its message shows the text.
      throw trail.misfit("is not a time in ISO 8601, or is out of range");
    }
  }

  private String time(Schema schema, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw wrongType(schema);
  }

  private long millis(Schema schema, Object value) {
    return value instanceof Long millis
        ? millis
        : OffsetDateTime.parse(time(schema, value)).toInstant().toEpochMilli();
  }

  private BigDecimal decimal(Schema schema, Object value) {
    BigDecimal number = number(schema, value);
    if (Math.abs((long) number.scale()) > JsonNumber.LARGEST_SCALE) {
      throw trail.misfit("is a number with too large an exponent");
    }
    try {
      number =
          number.setScale(
              Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD)),
              RoundingMode.UNNECESSARY);
    } catch (ArithmeticException e) {
      throw trail.misfit("has more digits after the point than its decimal");
    }
    String precision = schema.parameters().get(PRECISION);
    if (precision != null && number.precision() > Integer.parseInt(precision)) {
      throw trail.misfit("has more digits than its decimal");
    }
    return number;
  }

  private BigDecimal number(Schema schema, Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof Double number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof String text && text.length() <= JsonNumber.LARGEST_SCALE) {
      try {
        return new BigDecimal(text);
      } catch (NumberFormatException e) {
        throw trail.misfit("is not a number");
      }
    }
    throw wrongType(schema);
  }

  private DataException wrongType(Schema schema) {
    return trail.misfit(
        "is not of the type " + (schema.name() == null ? schema.type() : schema.name()));
  }
}
