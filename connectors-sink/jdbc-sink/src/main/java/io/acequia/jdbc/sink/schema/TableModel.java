package io.acequia.jdbc.sink.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table as it was when somebody looked. Immutable; compared by identity, so that rows know
 * whether they were encoded for the table as it is.
 */
public final class TableModel {
  private final TableName name;
  private final String fingerprint;
  private final Map<String, Column> columns;
  private final List<Set<String>> uniqueKeys;

  /**
   * @param fingerprint changes whenever a column or its type does
   * @param uniqueKeys the columns of each unique index that covers all rows
   */
  public TableModel(
      TableName name, String fingerprint, List<Column> columns, List<Set<String>> uniqueKeys) {
    this.name = name;
    this.fingerprint = fingerprint;
    this.columns = columns.stream().collect(Collectors.toMap(Column::name, Function.identity()));
    this.uniqueKeys = List.copyOf(uniqueKeys);
  }

  public TableName name() {
    return name;
  }

  String fingerprint() {
    return fingerprint;
  }

  public @Nullable Column column(String columnName) {
    return columns.get(columnName);
  }

  /** Whether {@code ON CONFLICT} can name these columns. */
  public boolean hasUniqueKey(Set<String> key) {
    return uniqueKeys.contains(key);
  }
}
