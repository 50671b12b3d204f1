package io.acequia.sql.library.json;

import static io.acequia.sql.function.Parameters.any;
import static io.acequia.sql.library.json.JsonParameters.json;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.library.collection.ValueKey;
import io.acequia.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** What JSON is made of. */
final class StructureFunctions {

  private StructureFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("JSON_ARRAY_LENGTH")
        .means("The number of elements of a JSON array; null if it is none.")
        .example("JSON_ARRAY_LENGTH('[1, [2, 3]]')")
        .takes(json("json"))
        .gives(SqlType.INTEGER, json -> json.root() instanceof List<?> list ? list.size() : null);
    functions
        .function("JSON_ARRAY_CONTAINS")
        .means("Whether a JSON array has a value; false if it is no array.")
        .example("JSON_ARRAY_CONTAINS('[1, \"a\"]', 'a')")
        .takes(json("json"), any("value"))
        .gives(SqlType.BOOLEAN, StructureFunctions::contains);
    functions
        .function("JSON_KEYS")
        .means("The keys of a JSON object, as an array; null if it is none.")
        .example("JSON_KEYS('{\"from\": \"JFK\", \"to\": \"LAX\"}')")
        .takes(json("json"))
        .gives(SqlType.array(SqlType.STRING), json -> keys(json.root()));
    functions
        .function("JSON_TYPEOF")
        .means("object, array, string, number, boolean or null.")
        .example("JSON_TYPEOF('[1]')")
        .takes(json("json"))
        .gives(SqlType.STRING, json -> type(json.root()));
  }

  private static boolean contains(JsonDocument json, Object value) {
    if (json.root() instanceof List<?> list) {
      for (Object element : list) {
        if (ValueKey.equal(element, value)) {
          return true;
        }
      }
    }
    return false;
  }

  private static @Nullable List<?> keys(@Nullable Object root) {
    if (root instanceof Map<?, ?> map) {
      return new ArrayList<>(map.keySet());
    }
    return root instanceof Struct struct
        ? struct.schema().fields().stream().map(Field::name).toList()
        : null;
  }

  private static String type(@Nullable Object root) {
    if (root == null) {
      return "null";
    }
    if (root instanceof String) {
      return "string";
    }
    if (root instanceof Number) {
      return "number";
    }
    if (root instanceof Boolean) {
      return "boolean";
    }
    return root instanceof List ? "array" : "object";
  }
}
