package io.acequia.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how fast a table grows: from the first rows that can be seen until all can, so that
 * neither the start of a connector nor its first batch counts. Looks a key up, which costs the
 * database nothing that would disturb the measurement.
 */
final class RowClock {

  private static final String UNDEFINED_TABLE = "42P01";
  private static final long LOOK_EVERY_NANOS = 20_000_000;

  private final Connection connection;

  RowClock(Connection connection) {
    this.connection = connection;
  }

  /**
   * Rows a second, rounded.
   *
   * @param rows how many come, with the ids 0 to {@code rows - 1}, in order within each partition
   * @param partitions id modulo this is the partition
   */
  long measure(String table, long rows, int partitions, Duration limit) throws SQLException {
    long deadline = System.nanoTime() + limit.toNanos();
    await(() -> isThere(table, 0), "the first row of " + table, deadline);
    long start = System.nanoTime();
    long atStart = count(table);
    for (int partition = 0; partition < partitions; partition++) {
      long last = rows - partitions + partition;
      await(() -> isThere(table, last), "row " + last + " of " + table, deadline);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    long atEnd = count(table);
    if (atEnd != rows) {
      throw new IllegalStateException(table + " has " + atEnd + " rows instead of " + rows);
    }
    return Math.round((rows - atStart) / seconds);
  }

  private interface Condition {
    boolean isTrue() throws SQLException;
  }

  private static void await(Condition condition, String what, long deadline) throws SQLException {
    while (!condition.isTrue()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(what + " did not come");
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }

  private boolean isThere(String table, long id) throws SQLException {
    try (PreparedStatement look =
        connection.prepareStatement("SELECT 1 FROM \"" + table + "\" WHERE id = ?")) {
      look.setLong(1, id);
      try (ResultSet found = look.executeQuery()) {
        return found.next();
      }
    } catch (SQLException e) {
      if (UNDEFINED_TABLE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  private long count(String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet counted = statement.executeQuery("SELECT count(*) FROM \"" + table + "\"")) {
      counted.next();
      return counted.getLong(1);
    }
  }
}
