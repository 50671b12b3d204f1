package io.acequia.smt.lookup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/**
 * Which columns of a row go into a record, and under which names.
 *
 * @param columns all of them if empty
 * @param names in the order of the columns
 */
public record ColumnChoice(List<String> columns, List<String> names) {

  /**
   * Reads a list of {@code column} and {@code column:field}.
   *
   * @param prefix of fields that are not named
   * @throws ConfigException if two columns would go into one field
   */
  public static ColumnChoice parse(String setting, List<String> entries, String prefix) {
    List<String> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String entry : entries) {
      int colon = entry.lastIndexOf(':');
      String column = (colon < 0 ? entry : entry.substring(0, colon)).strip();
      String name = colon < 0 ? prefix + column : entry.substring(colon + 1).strip();
      if (column.isEmpty() || name.isEmpty()) {
        throw new ConfigException(setting, entries, "must be a list of column or column:field");
      }
      columns.add(column);
      names.add(name);
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw new ConfigException(setting, entries, "puts two columns into one field");
    }
    return new ColumnChoice(List.copyOf(columns), List.copyOf(names));
  }

  RowView of(TableShape shape) {
    return columns.isEmpty() ? shape.all() : RowView.of(shape, columns, names);
  }
}
