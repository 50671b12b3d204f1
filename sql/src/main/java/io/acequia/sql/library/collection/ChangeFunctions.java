package io.acequia.sql.library.collection;

import static io.acequia.sql.function.Parameters.any;
import static io.acequia.sql.function.Parameters.integer;
import static io.acequia.sql.function.Parameters.list;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.library.text.TextLimit;
import io.acequia.sql.type.SqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays with more or fewer elements. */
final class ChangeFunctions {

  private ChangeFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("ARRAY_APPEND")
        .means("The array with one more element at its end.")
        .example("ARRAY_APPEND(ARRAY(1, 2), 3)")
        .takes(list("array"), any("value").nullable())
        .gives(ChangeFunctions::withElement, ChangeFunctions::append);
    functions
        .function("ARRAY_CONCAT", "ARRAY_CAT")
        .means("The elements of the first array, then those of the second.")
        .example("ARRAY_CONCAT(ARRAY(1, 2), ARRAY(2, 3))")
        .takes(list("array"), list("other"))
        .gives(ElementTypes::arrayOf, ChangeFunctions::concat);
    functions
        .function("ARRAY_REMOVE")
        .means("The array without the elements that equal a value.")
        .example("ARRAY_REMOVE(ARRAY(1, 2, 1), 1)")
        .takes(list("array"), any("value"))
        .gives(arguments -> ElementTypes.arrayOf(arguments.subList(0, 1)), ChangeFunctions::remove);
    functions
        .function("SLICE", "ARRAY_SLICE")
        .means("The elements from one place to another, both included and counted from 1.")
        .example("SLICE(ARRAY('a', 'b', 'c', 'd'), 2, 3)")
        .takes(list("array"), integer("from"), integer("to"))
        .gives(arguments -> ElementTypes.arrayOf(arguments.subList(0, 1)), ChangeFunctions::slice);
    functions
        .function("ARRAY_REVERSE")
        .means("The elements from the last to the first.")
        .example("ARRAY_REVERSE(ARRAY(1, 2, 3))")
        .takes(list("array"))
        .gives(
            ElementTypes::arrayOf,
            list -> {
              List<@Nullable Object> reversed = new ArrayList<>(list);
              Collections.reverse(reversed);
              return reversed;
            });
  }

  private static SqlType withElement(List<Argument> arguments) {
    return SqlType.array(
        ElementTypes.common(List.of(arguments.get(0).type().element(), arguments.get(1).type())));
  }

  private static List<?> append(List<?> list, @Nullable Object value) {
    List<@Nullable Object> longer = new ArrayList<>(list.size() + 1);
    longer.addAll(list);
    longer.add(value);
    return longer;
  }

  private static List<?> concat(List<?> list, List<?> other) {
    TextLimit.checkElements("ARRAY_CONCAT", (long) list.size() + other.size());
    List<@Nullable Object> all = new ArrayList<>(list.size() + other.size());
    all.addAll(list);
    all.addAll(other);
    return all;
  }

  private static List<?> remove(List<?> list, Object value) {
    List<@Nullable Object> rest = new ArrayList<>(list.size());
    for (Object element : list) {
      if (!ValueKey.equal(element, value)) {
        rest.add(element);
      }
    }
    return rest;
  }

  private static List<?> slice(List<?> list, int from, int to) {
    int first = Math.max(from, 1) - 1;
    int last = Math.min(to, list.size());
    return first >= last ? List.of() : new ArrayList<>(list.subList(first, last));
  }
}
