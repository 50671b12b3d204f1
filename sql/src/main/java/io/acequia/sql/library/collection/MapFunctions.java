package io.acequia.sql.library.collection;

import static io.acequia.sql.function.Parameters.list;
import static io.acequia.sql.function.Parameters.map;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Keys and values of maps. */
final class MapFunctions {

  private MapFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("MAP_KEYS")
        .means("The keys of a map, as an array.")
        .example("MAP_KEYS(MAP('a', 1, 'b', 2))")
        .takes(map("map"))
        .gives(SqlType.array(SqlType.STRING), map -> new ArrayList<>(map.keySet()));
    functions
        .function("MAP_VALUES")
        .means("The values of a map, as an array.")
        .example("MAP_VALUES(MAP('a', 1, 'b', 2))")
        .takes(map("map"))
        .gives(ElementTypes::arrayOf, map -> new ArrayList<@Nullable Object>(map.values()));
    functions
        .function("MAP_UNION")
        .means("The entries of both maps; of equal keys the second map's counts.")
        .example("MAP_UNION(MAP('a', 1, 'b', 2), MAP('b', 3))")
        .takes(map("map"), map("other"))
        .gives(
            arguments ->
                SqlType.map(
                    ElementTypes.common(
                        arguments.stream().map(Argument::type).map(SqlType::element).toList())),
            (map, other) -> {
              Map<@Nullable Object, @Nullable Object> union = new LinkedHashMap<>(map);
              union.putAll(other);
              return union;
            });
    functions
        .function("AS_MAP")
        .means("A map of an array of keys, which are text, and an array with their values.")
        .example("AS_MAP(ARRAY('a', 'b'), ARRAY(1, 2))")
        .takes(list("keys"), list("values"))
        .gives(
            arguments -> SqlType.map(ElementTypes.element(arguments.get(1))), MapFunctions::asMap);
  }

  private static Map<String, @Nullable Object> asMap(List<?> keys, List<?> values) {
    if (keys.size() != values.size()) {
      throw new DataException(
          "AS_MAP was given " + keys.size() + " keys, but " + values.size() + " values");
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!(keys.get(i) instanceof String key)) {
        throw new DataException("argument 1 (keys) of AS_MAP must have text only");
      }
      map.put(key, values.get(i));
    }
    return map;
  }
}
