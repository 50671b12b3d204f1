package io.acequia.http.source.event;

import static io.acequia.http.source.event.EventResolver.given;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The event as a Struct of the declared schema. Fields that are not declared are refused by name,
 * never dropped.
 */
final class StructFormat implements EventFormat {

  private final JsonMaps maps;
  private final DeclaredSchema declared;

  StructFormat(int maxDepth, DeclaredSchema declared) {
    this.maps = new JsonMaps(maxDepth);
    this.declared = declared;
  }

  @Override
  public ValueReader reader() {
    return maps;
  }

  @Override
  public Object value(Event event) {
    Struct value =
        new Struct(declared.value())
            .put("event_id", given(event.eventId))
            .put("stream_id", given(event.streamId))
            .put("timestamp", new java.util.Date(event.timestampMillis))
            .put("event_type", given(event.eventType))
            .put("data", struct(declared.data(), given(event.data), "data"));
    if (event.metadata instanceof Map<?, ?> metadata) {
      value.put("metadata", texts(metadata));
    }
    return value;
  }

  @Override
  public Schema schema() {
    return declared.value();
  }

  private static Struct struct(Schema schema, Object value, String path) {
    if (!(value instanceof Map<?, ?> map)) {
      throw InvalidEventException.inField(path, "Field '" + path + "' must be a JSON object");
    }
    Struct struct = new Struct(schema);
    int found = 0;
    for (Field field : schema.fields()) {
      Object given = map.get(field.name());
      found += map.containsKey(field.name()) ? 1 : 0;
      struct.put(field, convert(field.schema(), given, path + "." + field.name()));
    }
    if (found < map.size()) {
      for (Object name : map.keySet()) {
        if (schema.field((String) name) == null) {
          throw InvalidEventException.inField(
              path, "Field '" + path + "." + name + "' is not in the declared schema");
        }
      }
    }
    return struct;
  }

  private static @Nullable Object convert(Schema schema, @Nullable Object value, String path) {
    if (value == null) {
      if (schema.isOptional()) {
        return null;
      }
      throw InvalidEventException.inField(path, "Field '" + path + "' is missing");
    }
    if (schema.name() == null || schema.type() == Schema.Type.STRUCT) {
      switch (schema.type()) {
        case STRUCT:
          return struct(schema, value, path);
        case ARRAY:
          return array(schema, value, path);
        case MAP:
          return map(schema, value, path);
        default:
          break;
      }
    }
    return Scalars.convert(schema, value, path);
  }

  private static Object array(Schema schema, Object value, String path) {
    if (!(value instanceof List<?> list)) {
      throw InvalidEventException.inField(path, "Field '" + path + "' must be a JSON array");
    }
    List<@Nullable Object> converted = new java.util.ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      converted.add(convert(schema.valueSchema(), list.get(i), path + "[" + i + "]"));
    }
    return converted;
  }

  private static Object map(Schema schema, Object value, String path) {
    if (!(value instanceof Map<?, ?> map)) {
      throw InvalidEventException.inField(path, "Field '" + path + "' must be a JSON object");
    }
    Map<String, @Nullable Object> converted = new LinkedHashMap<>();
    map.forEach(
        (name, one) ->
            converted.put((String) name, convert(schema.valueSchema(), one, path + "." + name)));
    return converted;
  }

  private static Map<String, @Nullable String> texts(Map<?, ?> metadata) {
    Map<String, @Nullable String> texts = new LinkedHashMap<>();
    metadata.forEach(
        (name, value) -> {
          if (value instanceof Map || value instanceof List) {
            throw InvalidEventException.inField(
                "metadata", "Field 'metadata." + name + "' must be a string, number or boolean");
          }
          texts.put((String) name, value == null ? null : value.toString());
        });
    return texts;
  }
}
