package io.acequia.sql.library.json;

import static io.acequia.sql.library.json.JsonParameters.json;
import static io.acequia.sql.library.json.JsonParameters.path;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.library.text.ValueText;
import io.acequia.sql.type.SqlType;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Parts of JSON by path. */
final class PathFunctions {

  private PathFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("JSON_VALUE")
        .means(
            "The text, number or boolean at a path, as text; null if there is none or an object or"
                + " array. Text that is not JSON is an error.")
        .example("JSON_VALUE('{\"user\": {\"id\": 7, \"tags\": [\"a\", \"b\"]}}', '$.user.id')")
        .example(
            "JSON_VALUE('{\"user\": {\"id\": 7, \"tags\": [\"a\", \"b\"]}}', '$.user.tags[1]')")
        .takes(json("json"), path("path"))
        .gives(
            SqlType.STRING,
            (json, path) -> {
              Object value = json.exactAt(path);
              return isNested(value) ? null : text(value);
            });
    functions
        .function("EXTRACTJSONFIELD", "JSON_EXTRACT_STRING")
        .means("What is at a path, as text: objects and arrays as JSON; null if there is nothing.")
        .example("EXTRACTJSONFIELD('{\"user\": {\"tags\": [\"a\", 1.50]}}', '$.user.tags')")
        .takes(json("json"), path("path"))
        .gives(SqlType.STRING, (json, path) -> text(json.exactAt(path)));
    functions
        .function("JSON_QUERY", "JSON_EXTRACT")
        .means(
            "What is at a path as it is: a map, an array, text, a number, a boolean, or null. Its"
                + " type differs from record to record.")
        .example("JSON_QUERY('{\"user\": {\"tags\": [\"a\", \"b\"]}}', '$.user')")
        .takes(json("json"), path("path"))
        .gives(SqlType.ANY, JsonDocument::at);
  }

  private static boolean isNested(@Nullable Object value) {
    return value instanceof Map || value instanceof List || value instanceof Struct;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : ValueText.of(value, SqlType.ANY);
  }
}
