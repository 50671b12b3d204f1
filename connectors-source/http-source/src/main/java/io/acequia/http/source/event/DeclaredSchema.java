package io.acequia.http.source.event;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * The declared fields of {@code data} as a Connect schema.
 *
 * @param data of {@code data}
 * @param value of the whole event
 */
public record DeclaredSchema(Schema data, Schema value) {

  /**
   * Reads a JSON list of fields.
   *
   * @throws IllegalArgumentException naming the field that is wrong
   */
  public static DeclaredSchema parse(String json) {
    if (!(Json.parse(json) instanceof List<?> fields) || fields.isEmpty()) {
      throw new IllegalArgumentException("must be a JSON list of at least one field");
    }
    Schema data = struct(fields, "data", "io.acequia.http.Data").build();
    Schema value =
        SchemaBuilder.struct()
            .name("io.acequia.http.Event")
            .field("event_id", Schema.STRING_SCHEMA)
            .field("stream_id", Schema.STRING_SCHEMA)
            .field("timestamp", Timestamp.SCHEMA)
            .field("event_type", Schema.STRING_SCHEMA)
            .field("data", data)
            .field(
                "metadata",
                SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA)
                    .optional()
                    .build())
            .build();
    return new DeclaredSchema(data, value);
  }

  private static SchemaBuilder struct(List<?> fields, String path, String name) {
    SchemaBuilder struct = SchemaBuilder.struct().name(name);
    for (Object field : fields) {
      if (!(field instanceof Map<?, ?> map) || !(map.get("name") instanceof String fieldName)) {
        throw new IllegalArgumentException("every field of " + path + " must have a 'name'");
      }
      if (struct.field(fieldName) != null) {
        throw new IllegalArgumentException("field '" + path + "." + fieldName + "' is there twice");
      }
      struct.field(fieldName, schema(map, path + "." + fieldName, name + "." + fieldName));
    }
    return struct;
  }

  private static Schema schema(Map<?, ?> field, String path, String name) {
    SchemaBuilder builder = builder(field, path, name);
    if (!Boolean.FALSE.equals(field.get("optional"))) {
      builder.optional();
    }
    return builder.build();
  }

  private static SchemaBuilder builder(Map<?, ?> field, String path, String name) {
    if (!(field.get("type") instanceof String type)) {
      throw new IllegalArgumentException("field '" + path + "' must have a 'type'");
    }
    return switch (type) {
      case "string" -> SchemaBuilder.string();
      case "boolean" -> SchemaBuilder.bool();
      case "int8" -> SchemaBuilder.int8();
      case "int16" -> SchemaBuilder.int16();
      case "int32" -> SchemaBuilder.int32();
      case "int64" -> SchemaBuilder.int64();
      case "float32" -> SchemaBuilder.float32();
      case "float64" -> SchemaBuilder.float64();
      case "bytes" -> SchemaBuilder.bytes();
      case "decimal" -> Decimal.builder(scale(field.get("scale"), path));
      case "date" -> Date.builder();
      case "time" -> Time.builder();
      case "timestamp" -> Timestamp.builder();
      case "array" -> SchemaBuilder.array(nested(field.get("items"), "items", path, name));
      case "map" ->
          SchemaBuilder.map(
              Schema.STRING_SCHEMA, nested(field.get("values"), "values", path, name));
      case "struct" -> {
        if (!(field.get("fields") instanceof List<?> fields)) {
          throw new IllegalArgumentException("field '" + path + "' must have a list 'fields'");
        }
        yield struct(fields, path, name);
      }
      default ->
          throw new IllegalArgumentException("field '" + path + "' has an unknown type: " + type);
    };
  }

  private static Schema nested(
      @Nullable Object description, String what, String path, String name) {
    if (description instanceof String type) {
      return schema(Map.of("type", type), path, name);
    }
    if (description instanceof Map<?, ?> map) {
      return schema(map, path, name);
    }
    throw new IllegalArgumentException("field '" + path + "' must have '" + what + "', a type");
  }

  private static int scale(@Nullable Object value, String path) {
    if (value instanceof Long scale && scale >= 0 && scale <= 1000) {
      return scale.intValue();
    }
    throw new IllegalArgumentException("field '" + path + "' must have a 'scale' of 0 to 1000");
  }
}
