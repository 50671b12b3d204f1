package io.acequia.streams.transforms.query;

import io.acequia.sql.json.JsonReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a store, as queries name them: the values of columns.
 *
 * @param columns their names
 * @param bytes writes keys as the store has them
 * @param ofValues the key with these values, one for each column
 * @param values the values of a key, one for each column
 */
public record StoreKey<K>(
    List<String> columns,
    Serializer<K> bytes,
    Function<List<@Nullable Object>, K> ofValues,
    Function<K, List<@Nullable Object>> values) {

  public StoreKey {
    columns = List.copyOf(columns);
  }

  /**
   * The key that a text in JSON names: an object with each column, a list of their values, or, of
   * one column, the value alone. Equal numbers find the same group and series; in a table they are
   * found as they were written: {@code 1} is not {@code 1.0}.
   *
   * @throws DataException if it is none; the message has nothing of it
   */
  public K parse(String json) {
    Object value = JsonReader.DEFAULT.read(json);
    List<@Nullable Object> named = new ArrayList<>();
    if (value instanceof Map<?, ?> object) {
      columns.forEach(column -> named.add(object.get(column)));
      if (!object.keySet().equals(new HashSet<>(columns))) {
        throw wrong();
      }
    } else if (value instanceof List<?> list) {
      named.addAll(list);
    } else {
      named.add(value);
    }
    if (named.size() != columns.size()) {
      throw wrong();
    }
    return ofValues.apply(named);
  }

  private DataException wrong() {
    return new DataException("a key here has the columns " + columns);
  }

  /** A key as columns of a row. */
  Map<String, @Nullable Object> row(K key) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    List<@Nullable Object> all = values.apply(key);
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), i < all.size() ? all.get(i) : null);
    }
    return row;
  }
}
