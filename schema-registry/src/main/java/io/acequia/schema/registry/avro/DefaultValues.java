package io.acequia.schema.registry.avro;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Default values, which an Avro schema has as JSON. */
final class DefaultValues {

  private DefaultValues() {}

  /** What the JSON of an Avro schema says for this value. */
  static Object toAvro(Schema schema, @Nullable Object value) {
    if (value == null) {
      return JsonProperties.NULL_VALUE;
    }
    return switch (schema.type()) {
      case BYTES -> text(value, schema);
      case INT8, INT16 -> ((Number) value).intValue();
      case INT32 -> number(schema, value);
      case INT64 ->
          value instanceof java.util.Date date
              ? (Object) Timestamp.fromLogical(schema, date)
              : value;
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        ((List<?>) value).forEach(item -> items.add(toAvro(schema.valueSchema(), item)));
        yield items;
      }
      case MAP -> map(schema, (Map<?, ?>) value);
      case STRUCT -> {
        Struct struct = (Struct) value;
        Map<String, Object> fields = new LinkedHashMap<>();
        schema
            .fields()
            .forEach(field -> fields.put(field.name(), toAvro(field.schema(), struct.get(field))));
        yield AvroNames.UNION.equals(schema.name()) ? onlyValue(fields) : fields;
      }
      default -> value;
    };
  }

  private static Object onlyValue(Map<String, Object> fields) {
    return fields.values().stream()
        .filter(value -> value != JsonProperties.NULL_VALUE)
        .findFirst()
        .orElse(JsonProperties.NULL_VALUE);
  }

  private static Object number(Schema schema, Object value) {
    if (!(value instanceof java.util.Date date)) {
      return value;
    }
    return Time.LOGICAL_NAME.equals(schema.name())
        ? Time.fromLogical(schema, date)
        : Date.fromLogical(schema, date);
  }

  private static Object map(Schema schema, Map<?, ?> value) {
    Schema keys = schema.keySchema();
    if (keys.type() == Schema.Type.STRING && !keys.isOptional()) {
      Map<String, Object> entries = new LinkedHashMap<>();
      value.forEach((key, item) -> entries.put((String) key, toAvro(schema.valueSchema(), item)));
      return entries;
    }
    List<Object> entries = new ArrayList<>();
    value.forEach(
        (key, item) ->
            entries.add(
                Map.of(
                    AvroNames.KEY, toAvro(keys, key),
                    AvroNames.VALUE, toAvro(schema.valueSchema(), item))));
    return entries;
  }

  /** Bytes are written as a text of characters up to 255. */
  private static String text(Object value, Schema schema) {
    byte[] bytes;
    if (value instanceof BigDecimal decimal) {
      bytes = Decimal.fromLogical(schema, decimal);
    } else if (value instanceof ByteBuffer buffer) {
      bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
    } else {
      bytes = (byte[]) value;
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The builder's schema with the default that the JSON of an Avro schema says. */
  static Schema addTo(SchemaBuilder builder, Object json) {
    Schema made = builder.build();
    Object value = toConnect(made, json);
    if (value == null) {
      return made;
    }
    return made.type() == Schema.Type.STRUCT
        ? withDefault(made, value)
        : builder.defaultValue(value).build();
  }

  /** A builder would take only a struct of itself, and a builder equals no schema. */
  private static Schema withDefault(Schema struct, Object value) {
    return new ConnectSchema(
        Schema.Type.STRUCT,
        struct.isOptional(),
        value,
        struct.name(),
        struct.version(),
        struct.doc(),
        struct.parameters(),
        struct.fields(),
        null,
        null);
  }

  /**
   * The value of what the JSON of an Avro schema says, as Avro's library gives it.
   *
   * @throws DataException if it is not of the schema
   */
  static @Nullable Object toConnect(Schema schema, @Nullable Object json) {
    if (json == null || json == JsonProperties.NULL_VALUE) {
      return null;
    }
    try {
      return switch (schema.type()) {
        case INT8 -> ((Number) json).byteValue();
        case INT16 -> ((Number) json).shortValue();
        case INT32 -> logical(schema, ((Number) json).intValue());
        case INT64 -> {
          long number = ((Number) json).longValue();
          yield Timestamp.LOGICAL_NAME.equals(schema.name())
              ? (Object) Timestamp.toLogical(schema, number)
              : number;
        }
        case FLOAT32 -> ((Number) json).floatValue();
        case FLOAT64 -> ((Number) json).doubleValue();
        case BOOLEAN -> (Boolean) json;
        case STRING -> json.toString();
        case BYTES -> bytes(schema, json);
        case ARRAY -> {
          List<@Nullable Object> items = new ArrayList<>();
          ((List<?>) json).forEach(item -> items.add(toConnect(schema.valueSchema(), item)));
          yield items;
        }
        case MAP -> entries(schema, json);
        case STRUCT -> struct(schema, json);
      };
    } catch (ClassCastException e) {
      throw new DataException("a default value in an Avro schema is not of its type", e);
    }
  }

  private static Object logical(Schema schema, int number) {
    if (Date.LOGICAL_NAME.equals(schema.name())) {
      return Date.toLogical(schema, number);
    }
    return Time.LOGICAL_NAME.equals(schema.name()) ? Time.toLogical(schema, number) : number;
  }

  private static Object bytes(Schema schema, Object json) {
    byte[] bytes =
        json instanceof byte[] given
            ? given
            : ((String) json).getBytes(StandardCharsets.ISO_8859_1);
    return Decimal.LOGICAL_NAME.equals(schema.name())
        ? new BigDecimal(new BigInteger(bytes), scale(schema))
        : ByteBuffer.wrap(bytes);
  }

  private static int scale(Schema schema) {
    return Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD));
  }

  private static Map<Object, @Nullable Object> entries(Schema schema, Object json) {
    Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
    if (json instanceof Map<?, ?> map) {
      map.forEach((key, item) -> entries.put(key, toConnect(schema.valueSchema(), item)));
    } else {
      for (Object entry : (List<?>) json) {
        Object key = toConnect(schema.keySchema(), ((Map<?, ?>) entry).get(AvroNames.KEY));
        Object item = ((Map<?, ?>) entry).get(AvroNames.VALUE);
        entries.put(key == null ? "" : key, toConnect(schema.valueSchema(), item));
      }
    }
    return entries;
  }

  private static Struct struct(Schema schema, Object json) {
    Struct struct = new Struct(schema);
    if (AvroNames.UNION.equals(schema.name())) {
      Field first = schema.fields().get(0); // A union's default is of its first member.
      return struct.put(first, toConnect(first.schema(), json));
    }
    Map<?, ?> fields = (Map<?, ?>) json;
    for (Field field : schema.fields()) {
      struct.put(field, toConnect(field.schema(), fields.get(field.name())));
    }
    return struct;
  }
}
