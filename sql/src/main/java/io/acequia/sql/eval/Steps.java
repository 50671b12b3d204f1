package io.acequia.sql.eval;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** From a nested value to a part of it. What is not there is null. */
public final class Steps {

  private Steps() {}

  /** By name, from a struct or a map. */
  public static @Nullable Object member(@Nullable Object base, String name) {
    if (base instanceof Map<?, ?> map) {
      return map.get(name);
    }
    if (base instanceof Struct struct) {
      Field field = struct.schema().field(name);
      return field == null ? null : struct.get(field);
    }
    if (base == null) {
      return null;
    }
    throw new DataException(ValueKind.name(base) + " has no fields");
  }

  /** By index from 0, or from the end if it is negative. */
  public static @Nullable Object element(@Nullable Object base, long index) {
    if (base instanceof List<?> list) {
      long at = index < 0 ? list.size() + index : index;
      return at < 0 || at >= list.size() ? null : list.get((int) at);
    }
    if (base == null) {
      return null;
    }
    throw new DataException(ValueKind.name(base) + " has no elements");
  }

  /** By a name or an index, whichever is given. */
  public static @Nullable Object step(@Nullable Object base, Object step) {
    if (step instanceof String name) {
      return member(base, name);
    }
    if (step instanceof Long || step instanceof Integer) {
      return base instanceof Map<?, ?> map
          ? map.get(step)
          : element(base, ((Number) step).longValue());
    }
    throw new DataException("an index is a number or a text, not " + ValueKind.name(step));
  }
}
