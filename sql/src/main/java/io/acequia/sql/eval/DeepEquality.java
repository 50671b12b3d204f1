package io.acequia.sql.eval;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Whether two nested values say the same. Numbers inside are equal by value, as 1 and 1.0; missing
 * and null are the same in a struct and a map.
 */
final class DeepEquality {

  private DeepEquality() {}

  static boolean equal(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return left == right;
    }
    if (left instanceof List<?> first) {
      return right instanceof List<?> second && equalLists(first, second);
    }
    if (left instanceof Map || left instanceof Struct) {
      return (right instanceof Map || right instanceof Struct)
          && contains(left, right)
          && contains(right, left);
    }
    Comparer comparer = Comparer.of(ValueKind.of(left), ValueKind.of(right));
    return comparer == null || comparer == Comparer.DYNAMIC || comparer == Comparer.DEEP
        ? left.equals(right)
        : comparer.equal(left, right);
  }

  private static boolean equalLists(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<?> others = right.iterator();
    for (Object element : left) {
      if (!equal(element, others.next())) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(Object whole, Object part) {
    if (part instanceof Struct struct) {
      for (Field field : struct.schema().fields()) {
        if (!equal(struct.get(field), Steps.member(whole, field.name()))) {
          return false;
        }
      }
      return true;
    }
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) part).entrySet()) {
      Object key = entry.getKey();
      if (!(key instanceof String name) || !equal(entry.getValue(), Steps.member(whole, name))) {
        return false;
      }
    }
    return true;
  }
}
