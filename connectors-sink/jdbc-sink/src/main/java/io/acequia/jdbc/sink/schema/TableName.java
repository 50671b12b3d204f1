package io.acequia.jdbc.sink.schema;

import org.jspecify.annotations.Nullable;

/**
 * A table, with its schema or to be found on the search path.
 *
 * @param schema unquoted; {@code null} leaves it to the search path
 * @param name unquoted
 */
public record TableName(@Nullable String schema, String name) implements Comparable<TableName> {
  public TableName {
    if (schema != null) {
      Identifier.check("schema", schema);
    }
    Identifier.check("table", name);
  }

  /** Quoted, ready for SQL. */
  public String sql() {
    return (schema == null ? "" : Identifier.quote(schema) + ".") + Identifier.quote(name);
  }

  @Override
  public int compareTo(TableName other) {
    return sql().compareTo(other.sql());
  }

  @Override
  public String toString() {
    return sql();
  }
}
