package io.acequia.smt.lookup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table: names and types in order. Immutable; compared by identity on hot paths.
 */
final class TableShape {

  private final Map<String, ColumnType> columns;
  private final List<String> names;
  private final Map<String, Integer> positions = new LinkedHashMap<>();
  private final RowView all;

  TableShape(Map<String, ColumnType> columns) {
    this.columns = new LinkedHashMap<>(columns);
    this.names = List.copyOf(columns.keySet());
    names.forEach(name -> positions.put(name, positions.size()));
    this.all = RowView.of(this, names, names);
  }

  /** With one text column for each name. */
  static TableShape texts(List<String> names, Map<String, ColumnType> types) {
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    names.forEach(name -> columns.put(name, types.getOrDefault(name, ColumnType.STRING)));
    return new TableShape(columns);
  }

  List<String> names() {
    return names;
  }

  boolean has(String column) {
    return columns.containsKey(column);
  }

  /** Text for a column that is not there. */
  ColumnType type(String column) {
    return columns.getOrDefault(column, ColumnType.STRING);
  }

  /** The position of a column; negative if it is not there. */
  int position(String column) {
    return positions.getOrDefault(column, -1);
  }

  /** All columns under their own names. */
  RowView all() {
    return all;
  }

  /**
   * The row that a JSON object stands for; what is not a column is left out.
   *
   * @throws IllegalArgumentException if a value is not of the type declared for its column
   */
  TableRow row(Map<String, ? extends @Nullable Object> values, Map<String, ColumnType> declared) {
    @Nullable Object[] row = new Object[names.size()];
    for (int i = 0; i < row.length; i++) {
      String name = names.get(i);
      Object value = values.get(name);
      ColumnType type = declared.get(name);
      row[i] = value == null || type == null ? value : conformed(name, type, value);
    }
    return new TableRow(this, row);
  }

  private static Object conformed(String name, ColumnType type, Object value) {
    try {
      return type.conform(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("column '" + name + "' " + e.getMessage());
    }
  }

  /** This shape with the columns of one more row: the same object if it has them all. */
  TableShape with(Map<String, ? extends @Nullable Object> row, Map<String, ColumnType> declared) {
    Map<String, ColumnType> grown = null;
    for (Map.Entry<String, ? extends @Nullable Object> entry : row.entrySet()) {
      ColumnType type = inferred(entry.getKey(), entry.getValue(), declared);
      if (type != columns.get(entry.getKey())) {
        grown = grown == null ? new LinkedHashMap<>(columns) : grown;
        grown.put(entry.getKey(), type);
      }
    }
    return grown == null ? this : new TableShape(grown);
  }

  private ColumnType inferred(
      String column, @Nullable Object value, Map<String, ColumnType> declared) {
    ColumnType fixed = declared.get(column);
    if (fixed != null) {
      return fixed;
    }
    ColumnType before = columns.get(column);
    if (value == null) {
      return before == null ? ColumnType.STRING : before;
    }
    ColumnType type = ColumnType.of(value);
    return before == null ? type : before.with(type);
  }

  /** This one, or {@code before} if that has the same columns, so that its schemas live on. */
  TableShape or(@Nullable TableShape before) {
    return before != null && before.columns.equals(columns) && before.names.equals(names)
        ? before
        : this;
  }
}
