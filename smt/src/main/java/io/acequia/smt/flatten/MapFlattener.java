package io.acequia.smt.flatten;

import io.acequia.sql.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Flattens maps without schema. Not thread-safe. */
final class MapFlattener {

  /** Deeper values are refused: the walk is recursive. */
  private static final int DEEPEST = 1_000;

  private final FlattenOptions options;
  private final Selection selection;
  private final FlatName root;
  private int lastSize = 16;

  MapFlattener(FlattenOptions options, Selection selection) {
    this.options = options;
    this.selection = selection;
    this.root = FlatName.root(options.delimiter());
  }

  /**
   * The flat map, a new one.
   *
   * @throws DataException if two fields get one name, or a limit is passed
   */
  Map<String, @Nullable Object> flatten(Map<?, ?> map) {
    Map<String, @Nullable Object> flat = new LinkedHashMap<>(lastSize * 4 / 3 + 1);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      FlatName name = root.child(key);
      if (selection.has(key)) {
        add(flat, name, entry.getValue(), 0);
      } else {
        put(flat, name.toString(), entry.getValue());
      }
    }
    lastSize = flat.size();
    return flat;
  }

  /**
   * @param level how many containers were dissolved around the value
   */
  private void add(
      Map<String, @Nullable Object> flat, FlatName name, @Nullable Object value, int level) {
    if (value instanceof Map<?, ?> map && options.reaches(level)) {
      requireShallow(level, name);
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        add(flat, name.child(String.valueOf(entry.getKey())), entry.getValue(), level + 1);
      }
    } else if (value instanceof List<?> list && options.arrays() != ArrayPolicy.KEEP) {
      addList(flat, name, list, level);
    } else {
      put(flat, name.toString(), value);
    }
  }

  private void addList(Map<String, @Nullable Object> flat, FlatName name, List<?> list, int level) {
    if (options.arrays() == ArrayPolicy.JSON) {
      put(flat, name.toString(), JsonWriter.write(list, null));
    } else if (options.reaches(level)) {
      requireShallow(level, name);
      StructPlan.requireElements(list.size(), name.toString(), options);
      for (int i = 0; i < list.size(); i++) {
        add(flat, name.child(i), list.get(i), level + 1);
      }
    } else {
      put(flat, name.toString(), list);
    }
  }

  private void put(Map<String, @Nullable Object> flat, String name, @Nullable Object value) {
    int size = flat.size();
    Object before = flat.put(name, value);
    if (flat.size() == size) {
      switch (options.collisions()) {
        case FAIL -> throw StructPlan.collision(name);
        case FIRST -> flat.put(name, before);
        case LAST -> {}
        case RENAME -> {
          flat.put(name, before);
          int number = 2;
          while (flat.containsKey(name + "_" + number)) {
            number++;
          }
          flat.put(name + "_" + number, value);
        }
      }
    }
    StructPlan.requireFields(flat.size(), options);
  }

  private static void requireShallow(int level, FlatName name) {
    if (level > DEEPEST) {
      // Not the whole name: it has a thousand parts.
      String start = name.toString();
      throw new DataException(
          "'"
              + start.substring(0, Math.min(100, start.length()))
              + "...' is deeper than "
              + DEEPEST
              + " levels");
    }
  }
}
