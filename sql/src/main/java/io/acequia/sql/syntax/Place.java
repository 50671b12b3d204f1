package io.acequia.sql.syntax;

import io.acequia.sql.SqlException;

/** Where something stands in a statement; both count from 1. */
public record Place(int line, int column) {

  public SqlException error(String message) {
    return new SqlException(message, line, column);
  }

  /** What messages about a record end with. */
  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
