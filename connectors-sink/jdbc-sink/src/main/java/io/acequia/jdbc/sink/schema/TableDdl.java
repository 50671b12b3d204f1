package io.acequia.jdbc.sink.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statements that turn a table into what a batch needs: pure. They only add and widen, so that
 * running them twice, or next to another task's, does no harm.
 */
final class TableDdl {
  private final TableOptions options;

  TableDdl(TableOptions options) {
    this.options = options;
  }

  /**
   * @param table the table as it is, {@code null} if it is to be created
   * @param key the primary key's columns of a new table, may be empty
   */
  List<String> statements(
      TableName name, @Nullable TableModel table, SchemaNeeds needs, List<String> key) {
    return table == null ? List.of(create(name, needs, key)) : alter(table, needs);
  }

  private String create(TableName name, SchemaNeeds needs, List<String> key) {
    Map<String, SqlType> columns = new LinkedHashMap<>(needs.missing());
    List<String> parts = new ArrayList<>();
    for (String keyColumn : key) {
      SqlType type = columns.remove(keyColumn);
      if (type != null) {
        parts.add(definition(keyColumn, type));
      }
    }
    columns.forEach((column, type) -> parts.add(definition(column, type)));
    if (!key.isEmpty()) {
      String names = key.stream().map(Identifier::quote).collect(Collectors.joining(", "));
      parts.add("PRIMARY KEY (" + names + ")");
    }
    return "CREATE TABLE IF NOT EXISTS " + name.sql() + " (" + String.join(", ", parts) + ")";
  }

  private String definition(String column, SqlType type) {
    return Identifier.quote(column) + ' ' + options.types().getOrDefault(column, type.sql());
  }

  private List<String> alter(TableModel table, SchemaNeeds needs) {
    List<String> parts = new ArrayList<>();
    needs
        .missing()
        .forEach(
            (column, type) -> {
              if (table.column(column) == null) {
                parts.add("ADD COLUMN IF NOT EXISTS " + definition(column, type));
              }
            });
    needs
        .wider()
        .forEach(
            (name, type) -> {
              Column column = table.column(name);
              SqlType target = column == null ? null : target(column, type);
              if (target != null) {
                parts.add("ALTER COLUMN " + Identifier.quote(name) + " TYPE " + target.sql());
              }
            });
    // One statement: one lock, one rewrite of the table.
    return parts.isEmpty()
        ? List.of()
        : List.of("ALTER TABLE " + table.name().sql() + ' ' + String.join(", ", parts));
  }

  private static @Nullable SqlType target(Column column, SqlType type) {
    if (column.maxLength() >= 0) {
      return type == SqlType.TEXT ? SqlType.TEXT : null;
    }
    return SqlType.widening(column.type(), type);
  }
}
