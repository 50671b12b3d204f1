package io.acequia.jdbc.sink.mapping;

import java.util.List;

/**
 * How rows are made of records, as configured.
 *
 * @param columns which fields become columns
 * @param pkMode where the key comes from
 * @param pkFields the names of the key's columns, empty only for {@link PkMode#NONE}
 * @param flatten whether nested objects become a column a field, instead of one JSON column
 */
public record RowOptions(
    List<ColumnSpec> columns, PkMode pkMode, List<String> pkFields, boolean flatten) {
  public RowOptions {
    columns = List.copyOf(columns);
    pkFields = List.copyOf(pkFields);
  }
}
