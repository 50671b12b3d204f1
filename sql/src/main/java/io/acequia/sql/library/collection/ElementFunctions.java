package io.acequia.sql.library.collection;

import static io.acequia.sql.function.Parameters.any;
import static io.acequia.sql.function.Parameters.list;
import static io.acequia.sql.function.Parameters.text;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.function.Parameter;
import io.acequia.sql.library.text.TextLimit;
import io.acequia.sql.library.text.ValueText;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** What is in an array or a map. */
final class ElementFunctions {

  private ElementFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("ARRAY_LENGTH", "CARDINALITY")
        .means("The number of elements of an array, or of entries of a map.")
        .example("ARRAY_LENGTH(ARRAY('a', 'b'))")
        .takes(collection("array"))
        .gives(
            SqlType.INTEGER,
            collection ->
                collection instanceof List<?> list ? list.size() : ((Map<?, ?>) collection).size());
    functions
        .function("ELEMENT_AT")
        .means(
            "An element of an array by its place, from 1, or from the end if negative; or the value"
                + " of a key of a map. Null if there is none.")
        .example("ELEMENT_AT(ARRAY('a', 'b', 'c'), -1)")
        .example("ELEMENT_AT(MAP('k', 7), 'k')")
        .takes(collection("array"), any("place"))
        .gives(arguments -> ElementTypes.element(arguments.get(0)), ElementFunctions::at);
    functions
        .function("ARRAY_CONTAINS")
        .means("Whether a value is in an array.")
        .example("ARRAY_CONTAINS(ARRAY(1, 2), 2)")
        .takes(list("array"), any("value"))
        .gives(SqlType.BOOLEAN, (list, value) -> position(list, value) > 0);
    functions
        .function("ARRAY_POSITION")
        .means("The place of a value in an array, from 1; null if it is not there.")
        .example("ARRAY_POSITION(ARRAY('a', 'b'), 'b')")
        .takes(list("array"), any("value"))
        .gives(
            SqlType.INTEGER,
            (list, value) -> {
              int position = position(list, value);
              return position == 0 ? null : position;
            });
    functions
        .function("ARRAY_JOIN", "ARRAY_TO_STRING")
        .means(
            "The elements as one text with a separator between them; nulls are left out, or shown"
                + " as a text.")
        .example("ARRAY_JOIN(ARRAY('a', NULL, 'b'), '-')")
        .example("ARRAY_JOIN(ARRAY('a', NULL, 'b'), '-', '?')")
        .takes(list("array"), text("separator"), text("null").orAbsent())
        .gives(SqlType.STRING, ElementFunctions::joined);
  }

  private static Parameter<Object> collection(String name) {
    return Parameter.of(
        name,
        "an array or a map",
        Set.of(Kind.ARRAY, Kind.MAP),
        (place, argument) ->
            value -> {
              if (value instanceof List || value instanceof Map) {
                return value;
              }
              throw place.refuses("an array or a map", value);
            });
  }

  private static @Nullable Object at(Object collection, Object place) {
    if (collection instanceof Map<?, ?> map) {
      return map.get(place);
    }
    if (!(place instanceof Integer || place instanceof Long)) {
      throw new DataException("argument 2 (place) of ELEMENT_AT must be a whole number");
    }
    long wide = ((Number) place).longValue();
    return (int) wide == wide ? ElementTypes.at((List<?>) collection, (int) wide) : null;
  }

  private static int position(List<?> list, Object value) {
    for (int i = 0; i < list.size(); i++) {
      if (ValueKey.equal(list.get(i), value)) {
        return i + 1;
      }
    }
    return 0;
  }

  private static String joined(List<?> list, String separator, @Nullable String nullText) {
    StringBuilder text = new StringBuilder();
    boolean begun = false;
    for (Object element : list) {
      String shown = element == null ? nullText : ValueText.of(element, SqlType.ANY);
      if (shown != null) {
        if (begun) {
          text.append(separator);
        }
        text.append(shown);
        TextLimit.check("ARRAY_JOIN", text.length(), TextLimit.of(list.size()));
        begun = true;
      }
    }
    return text.toString();
  }
}
