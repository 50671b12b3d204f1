package io.acequia.sql.library.collection;

import static io.acequia.sql.function.Parameters.any;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Arrays and maps made of single values. */
final class MakingFunctions {

  private MakingFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("ARRAY")
        .means("An array of the values.")
        .example("ARRAY('JFK', 'LAX')")
        .takesMany(any("value").nullable())
        .gives(
            arguments ->
                SqlType.array(ElementTypes.common(arguments.stream().map(Argument::type).toList())),
            values -> Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values))));
    functions
        .function("MAP")
        .written("MAP(key, value, ...)")
        .means("A map of keys, which are text, and values; of equal keys the last one counts.")
        .example("MAP('from', 'JFK', 'to', 'LAX')")
        .takesMany(any("key or value").nullable())
        .gives(MakingFunctions::mapType, MakingFunctions::map);
  }

  private static SqlType mapType(List<Argument> arguments) {
    if (arguments.size() % 2 != 0) {
      throw new FunctionException("MAP(key, value, ...) has a key without a value");
    }
    List<SqlType> values = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      SqlType key = arguments.get(i).type();
      if (key.kind() != Kind.STRING && key.kind() != Kind.ANY) {
        throw new FunctionException(
            "argument " + (i + 1) + " (key) of MAP must be text, not " + key);
      }
      values.add(arguments.get(i + 1).type());
    }
    return SqlType.map(ElementTypes.common(values));
  }

  private static Map<String, @Nullable Object> map(@Nullable Object[] values) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i += 2) {
      if (!(values[i] instanceof String key)) {
        throw new DataException("argument " + (i + 1) + " (key) of MAP must be text");
      }
      map.put(key, values[i + 1]);
    }
    return map;
  }
}
