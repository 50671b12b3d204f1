package io.acequia.smt.record;

import io.acequia.commons.path.Segment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Changes all or some values of a map.
 *
 * @param all for every key that has none of its own
 */
record MapRewrite(@Nullable Schema schema, @Nullable Rewrite all, Keys keys) implements Rewrite {

  /** Keys with a change of their own. */
  static final class Keys extends HashMap<String, Rewrite> {}

  /** The keys that paths name. */
  static List<String> keys(List<Tail> tails) {
    return tails.stream()
        .map(Tail::segment)
        .filter(Segment.Field.class::isInstance)
        .map(segment -> ((Segment.Field) segment).name())
        .distinct()
        .toList();
  }

  @Override
  public @Nullable Object value(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    return all == null ? named(map) : every(map, all);
  }

  private Object named(Map<?, ?> map) {
    Map<Object, @Nullable Object> result = null;
    for (Map.Entry<String, Rewrite> entry : keys.entrySet()) {
      Object before = map.get(entry.getKey());
      if (before == null && !map.containsKey(entry.getKey())) {
        continue;
      }
      Object after = entry.getValue().value(before);
      if (after != before) {
        if (result == null) {
          result = copy(map);
        }
        result.put(entry.getKey(), after);
      }
    }
    return result == null ? map : result;
  }

  /** In the same order, if it has one: a HashMap is copied faster. */
  private static Map<Object, @Nullable Object> copy(Map<?, ?> map) {
    return map.getClass() == HashMap.class ? new HashMap<>(map) : new LinkedHashMap<>(map);
  }

  private Object every(Map<?, ?> map, Rewrite others) {
    Map<Object, @Nullable Object> result = null;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Rewrite own = keys.get(entry.getKey());
      Object after = (own == null ? others : own).value(entry.getValue());
      if (after != entry.getValue()) {
        if (result == null) {
          result = copy(map);
        }
        result.put(entry.getKey(), after);
      }
    }
    return result == null ? map : result;
  }
}
