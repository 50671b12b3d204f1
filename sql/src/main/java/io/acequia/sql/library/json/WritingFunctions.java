package io.acequia.sql.library.json;

import static io.acequia.sql.function.Parameters.text;
import static io.acequia.sql.library.json.JsonParameters.json;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.function.Parameter;
import io.acequia.sql.json.JsonReader;
import io.acequia.sql.json.JsonWriter;
import io.acequia.sql.library.text.TextLimit;
import io.acequia.sql.type.SqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** JSON made and checked. */
final class WritingFunctions {

  private WritingFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("TO_JSON", "TO_JSON_STRING")
        .means(
            "Any value as JSON text: structs and maps as objects, dates and times in ISO 8601,"
                + " bytes in base64.")
        .example("TO_JSON(MAP('id', 7, 'tags', ARRAY('a', NULL)))")
        .takes(anyAsJson("value"))
        .gives(SqlType.STRING, json -> json);
    functions
        .function("IS_JSON_STRING")
        .means("Whether a text is JSON, and within the limits of what is read.")
        .example("IS_JSON_STRING('[1, 2')")
        .takes(text("text"))
        .gives(SqlType.BOOLEAN, JsonReader.DEFAULT::accepts);
    functions
        .function("JSON_CONCAT")
        .means(
            "Two values put together, as JSON text: the entries of two objects, of which the second"
                + " wins, or else the elements of two arrays, a value that is no array counting as"
                + " an array of one.")
        .example("JSON_CONCAT('{\"a\": 1}', '{\"b\": 2.50}')")
        .example("JSON_CONCAT('[1]', '2')")
        .takes(json("first"), json("second"))
        .gives(SqlType.STRING, WritingFunctions::concat);
  }

  /** Dates and times are written as the type says. */
  private static Parameter<String> anyAsJson(String name) {
    return Parameter.of(
        name,
        "a value",
        Set.of(),
        (place, argument) -> {
          Schema schema = argument.type().schema();
          return value -> JsonWriter.write(value, schema);
        });
  }

  private static String concat(JsonDocument first, JsonDocument second) {
    Object a = first.exactRoot();
    Object b = second.exactRoot();
    if (isObject(a) && isObject(b)) {
      Map<Object, @Nullable Object> union = new LinkedHashMap<>(entries(a));
      union.putAll(entries(b));
      return JsonWriter.write(union, null);
    }
    List<@Nullable Object> all = new ArrayList<>();
    addTo(all, a);
    addTo(all, b);
    TextLimit.checkElements("JSON_CONCAT", all.size());
    return JsonWriter.write(all, null);
  }

  private static boolean isObject(@Nullable Object value) {
    return value instanceof Map || value instanceof Struct;
  }

  private static Map<Object, @Nullable Object> entries(@Nullable Object object) {
    Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
    if (object instanceof Map<?, ?> map) {
      entries.putAll(map);
    } else if (object instanceof Struct struct) {
      for (Field field : struct.schema().fields()) {
        entries.put(field.name(), struct.get(field));
      }
    }
    return entries;
  }

  private static void addTo(List<@Nullable Object> all, @Nullable Object value) {
    if (value instanceof List<?> list) {
      all.addAll(list);
    } else {
      all.add(value);
    }
  }
}
