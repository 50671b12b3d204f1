package io.acequia.jdbc.sink.schema;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables from PostgreSQL's catalogue.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-attribute.html">pg_attribute</a>
 */
public final class TableCatalog {
  // A domain counts as its base type, whose binary format it takes, and keeps its own checks.
  private static final String COLUMNS =
      """
      SELECT a.attname,
             CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END::bigint,
             format_type(a.atttypid, NULL),
             format_type(a.atttypid, a.atttypmod),
             CASE WHEN t.typname = 'varchar' AND a.atttypmod >= 4 THEN a.atttypmod - 4 ELSE -1 END,
             t.typtype = 'e',
             a.attgenerated <> '' OR a.attidentity = 'a'
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
       WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
       ORDER BY a.attnum
      """;
  private static final String UNIQUE_KEYS =
      """
      SELECT array_agg(a.attname::text)
        FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
       WHERE i.indrelid = to_regclass(?) AND i.indisunique AND i.indisvalid AND i.indimmediate
         AND i.indpred IS NULL AND i.indexprs IS NULL
         AND i.indnkeyatts = i.indnatts
       GROUP BY i.indexrelid
      """;

  private static final String FINGERPRINT =
      """
      SELECT string_agg(concat_ws(' ', attname, atttypid, atttypmod), ',' ORDER BY attnum)
        FROM pg_attribute
       WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped
      """;

  private TableCatalog() {}

  /** The table as it is now, or {@code null} if there is none of this name. */
  public static @Nullable TableModel read(Connection connection, TableName name)
      throws SQLException {
    // Read before the columns: should they change in between, the rows are encoded once more.
    String fingerprint = fingerprint(connection, name);
    List<Column> columns = columns(connection, name);
    if (columns.isEmpty() && !exists(connection, name)) {
      return null;
    }
    return new TableModel(name, fingerprint, columns, uniqueKeys(connection, name));
  }

  /**
   * Keeps the table from being changed until the end of the transaction.
   *
   * @return whether it still is as it was when {@code table} was read
   */
  public static boolean lockIfUnchanged(Connection connection, TableModel table)
      throws SQLException {
    try (Statement lock = connection.createStatement()) {
      // The mode that COPY takes anyway.
      lock.execute("LOCK TABLE " + table.name().sql() + " IN ROW EXCLUSIVE MODE");
    }
    return fingerprint(connection, table.name()).equals(table.fingerprint());
  }

  private static String fingerprint(Connection connection, TableName name) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(FINGERPRINT)) {
      query.setString(1, name.sql());
      try (ResultSet rows = query.executeQuery()) {
        String found = rows.next() ? rows.getString(1) : null;
        return found == null ? "" : found;
      }
    }
  }

  private static boolean exists(Connection connection, TableName name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
      query.setString(1, name.sql());
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  private static List<Column> columns(Connection connection, TableName name) throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setString(1, name.sql());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          columns.add(
              new Column(
                  rows.getString(1),
                  (int) rows.getLong(2),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getInt(5),
                  rows.getBoolean(6),
                  rows.getBoolean(7)));
        }
      }
    }
    return columns;
  }

  private static List<Set<String>> uniqueKeys(Connection connection, TableName name)
      throws SQLException {
    List<Set<String>> keys = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(UNIQUE_KEYS)) {
      query.setString(1, name.sql());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          Array names = rows.getArray(1);
          keys.add(Set.of((String[]) names.getArray()));
        }
      }
    }
    return keys;
  }
}
