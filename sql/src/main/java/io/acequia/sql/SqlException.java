package io.acequia.sql;

/**
 * A statement cannot be compiled or bound. The message names the construct and ends with its place:
 * {@code ... at line 1, column 8}.
 */
public final class SqlException extends RuntimeException {

  private final int line;
  private final int column;

  /**
   * @param line from 1
   * @param column from 1
   */
  public SqlException(String message, int line, int column) {
    super(message + " at line " + line + ", column " + column);
    this.line = line;
    this.column = column;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
