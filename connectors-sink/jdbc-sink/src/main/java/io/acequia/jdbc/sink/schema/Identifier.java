package io.acequia.jdbc.sink.schema;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.errors.DataException;

/** Names of tables and columns: what is allowed, and how they are quoted. */
public final class Identifier {
  /** PostgreSQL cuts longer names off in silence, so that two of them become one. */
  private static final int MAX_BYTES = 63;

  private Identifier() {}

  /**
   * Checks a name of a table or column.
   *
   * @throws DataException if PostgreSQL could not store it as it is
   */
  public static String check(String what, String name) {
    if (name.isEmpty()) {
      throw new DataException("the name of a " + what + " is empty");
    }
    if (name.indexOf('\0') >= 0) {
      throw new DataException("the name of a " + what + " contains the character NUL");
    }
    if (name.length() * 3 > MAX_BYTES) {
      int bytes = name.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_BYTES) {
        throw new DataException(
            "the name of the %s '%s' has %d bytes, and PostgreSQL allows %d: give it an alias"
                .formatted(what, name, bytes, MAX_BYTES));
      }
    }
    return name;
  }

  /** The name in quotes, ready for SQL. */
  public static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
