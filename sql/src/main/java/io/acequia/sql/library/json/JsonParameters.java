package io.acequia.sql.library.json;

import io.acequia.sql.function.Parameter;
import io.acequia.sql.json.JsonPath;
import io.acequia.sql.type.SqlType.Kind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;

/** The parameters that functions of JSON have. */
final class JsonParameters {

  private static final String JSON = "JSON";
  private static final Set<Kind> KINDS =
      Set.of(Kind.STRING, Kind.BYTES, Kind.MAP, Kind.ARRAY, Kind.STRUCT);

  private JsonParameters() {}

  static Parameter<JsonDocument> json(String name) {
    return Parameter.of(
        name,
        JSON,
        KINDS,
        (place, argument) ->
            value -> {
              if (value instanceof String
                  || value instanceof byte[]
                  || value instanceof ByteBuffer) {
                return new JsonDocument(place, value, true);
              }
              if (value instanceof Map || value instanceof List || value instanceof Struct) {
                return new JsonDocument(place, value, false);
              }
              throw place.refuses(JSON, value);
            });
  }

  static Parameter<JsonPath> path(String name) {
    return Parameter.of(
        name,
        "a path",
        Set.of(Kind.STRING),
        (place, argument) ->
            value -> {
              if (!(value instanceof String text)) {
                throw place.refuses("a path", value);
              }
              try {
                return JsonPath.parse(text);
              } catch (IllegalArgumentException e) {
                throw place.invalid("is no path such as $.user.tags[0]: it " + e.getMessage());
              }
            });
  }
}
