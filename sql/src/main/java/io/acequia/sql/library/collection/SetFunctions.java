package io.acequia.sql.library.collection;

import static io.acequia.sql.function.Parameters.list;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.library.text.TextLimit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Arrays as sets: every value once, in the order in which it came first. */
final class SetFunctions {

  /** Stands for null, of which a set has one too. */
  private static final Object NULL = new Object();

  private SetFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("ARRAY_DISTINCT")
        .means("The elements of the array, each once.")
        .example("ARRAY_DISTINCT(ARRAY(3, 1, 3))")
        .takes(list("array"))
        .gives(ElementTypes::arrayOf, list -> distinct(list, new HashSet<>()));
    functions
        .function("ARRAY_UNION")
        .means("The elements of both arrays, each once.")
        .example("ARRAY_UNION(ARRAY(1, 2), ARRAY(2, 3))")
        .takes(list("array"), list("other"))
        .gives(
            ElementTypes::arrayOf,
            (list, other) -> {
              Set<Object> seen = new HashSet<>();
              List<@Nullable Object> union = distinct(list, seen);
              union.addAll(distinct(other, seen));
              TextLimit.checkElements("ARRAY_UNION", union.size());
              return union;
            });
    functions
        .function("ARRAY_INTERSECT")
        .means("The elements that are in both arrays, each once.")
        .example("ARRAY_INTERSECT(ARRAY(1, 2, 3), ARRAY(3, 2))")
        .takes(list("array"), list("other"))
        .gives(
            arguments -> ElementTypes.arrayOf(arguments.subList(0, 1)),
            (list, other) -> {
              Set<Object> common = keys(other);
              List<@Nullable Object> both = distinct(list, new HashSet<>());
              both.removeIf(element -> !common.contains(key(element)));
              return both;
            });
    functions
        .function("ARRAY_EXCEPT")
        .means("The elements of the first array that are not in the second, each once.")
        .example("ARRAY_EXCEPT(ARRAY(1, 2, 3), ARRAY(2))")
        .takes(list("array"), list("other"))
        .gives(
            arguments -> ElementTypes.arrayOf(arguments.subList(0, 1)),
            (list, other) -> distinct(list, keys(other)));
  }

  /** The elements that are not in {@code seen} yet, and are then. */
  private static List<@Nullable Object> distinct(List<?> list, Set<Object> seen) {
    List<@Nullable Object> distinct = new ArrayList<>();
    for (Object element : list) {
      if (seen.add(key(element))) {
        distinct.add(element);
      }
    }
    return distinct;
  }

  private static Set<Object> keys(List<?> list) {
    Set<Object> keys = new HashSet<>();
    for (Object element : list) {
      keys.add(key(element));
    }
    return keys;
  }

  private static Object key(@Nullable Object element) {
    return element == null ? NULL : ValueKey.of(element);
  }
}
