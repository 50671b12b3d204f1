package io.acequia.sql.library.collection;

import static io.acequia.sql.function.Parameters.list;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.function.Parameter;
import io.acequia.sql.type.SqlType.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The least, the greatest, and all in order. */
final class OrderFunctions {

  private OrderFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("ARRAY_MIN")
        .means("The least element that is not null.")
        .example("ARRAY_MIN(ARRAY(3, 1, NULL))")
        .takes(list("array"))
        .gives(
            arguments -> ElementTypes.element(arguments.get(0)),
            list -> extreme(list, ValueOrder::compare));
    functions
        .function("ARRAY_MAX")
        .means("The greatest element that is not null.")
        .example("ARRAY_MAX(ARRAY(3, 1, NULL))")
        .takes(list("array"))
        .gives(
            arguments -> ElementTypes.element(arguments.get(0)),
            list -> extreme(list, (a, b) -> ValueOrder.compare(b, a)));
    functions
        .function("ARRAY_SORT")
        .means("The elements in ascending ('asc', by default) or descending order, nulls last.")
        .example("ARRAY_SORT(ARRAY(3, 1, 2))")
        .example("ARRAY_SORT(ARRAY('b', NULL, 'c'), 'desc')")
        .takes(list("array"), direction("direction").orElse(ValueOrder::compare))
        .gives(arguments -> ElementTypes.arrayOf(arguments.subList(0, 1)), OrderFunctions::sorted);
  }

  private static Parameter<Comparator<Object>> direction(String name) {
    return Parameter.of(
        name,
        "a direction",
        Set.of(Kind.STRING),
        (place, argument) ->
            value -> {
              if ("asc".equalsIgnoreCase(value.toString())) {
                return ValueOrder::compare;
              }
              if ("desc".equalsIgnoreCase(value.toString())) {
                return (a, b) -> ValueOrder.compare(b, a);
              }
              throw place.invalid("must be 'asc' or 'desc'");
            });
  }

  private static @Nullable Object extreme(List<?> list, Comparator<Object> order) {
    Object extreme = null;
    for (Object element : list) {
      if (element != null && (extreme == null || order.compare(element, extreme) < 0)) {
        extreme = element;
      }
    }
    return extreme;
  }

  private static List<?> sorted(List<?> list, Comparator<Object> order) {
    List<@Nullable Object> sorted = new ArrayList<>(list);
    sorted.sort(Comparator.nullsLast(order));
    return sorted;
  }
}
