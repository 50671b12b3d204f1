package io.acequia.jdbc.sink.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates and changes tables, safely next to other tasks that do the same: an advisory lock on the
 * table's name, the table read again under it, and only then what is still needed.
 */
public final class TableEvolver {
  private static final Logger log = LoggerFactory.getLogger(TableEvolver.class);

  // Any constant: keeps our locks apart from those of other users of advisory locks.
  private static final int LOCK_CLASS = 0xACE0;

  private final TableOptions options;
  private final TableDdl ddl;

  public TableEvolver(TableOptions options) {
    this.options = options;
    this.ddl = new TableDdl(options);
  }

  /**
   * Makes the table satisfy the needs, in a transaction of its own.
   *
   * @param connection in auto-commit mode, and so it is afterwards
   * @param key the primary key's columns of a new table, may be empty
   * @return the table as it is then
   * @throws ConnectException if the configuration does not allow it
   */
  public TableModel evolve(
      Connection connection, TableName name, SchemaNeeds needs, List<String> key)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      lock(connection, name);
      TableModel table = TableCatalog.read(connection, name);
      requireAllowed(name, table);
      for (String statement : ddl.statements(name, table, needs, key)) {
        log.info("Changing the schema: {}", statement);
        try (Statement change = connection.createStatement()) {
          change.execute(statement);
        }
      }
      table = TableCatalog.read(connection, name);
      connection.commit();
      if (table == null) {
        throw new ConnectException("the table " + name + " was created, but is not there");
      }
      return table;
    } finally {
      if (!connection.isClosed()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private void requireAllowed(TableName name, @Nullable TableModel table) {
    if (!options.mayAdd(table)) {
      throw new ConnectException(
          table == null
              ? "the table " + name + " does not exist: create it, or set postgres.auto.create"
              : "the table " + name + " would need columns: add them, or set postgres.auto.evolve");
    }
  }

  private void lock(Connection connection, TableName name) throws SQLException {
    try (Statement bound = connection.createStatement()) {
      bound.execute("SET LOCAL lock_timeout = " + options.lockTimeout().toMillis());
    }
    try (PreparedStatement lock =
        connection.prepareStatement("SELECT pg_advisory_xact_lock(?, ?)")) {
      lock.setInt(1, LOCK_CLASS);
      lock.setInt(2, name.sql().hashCode());
      lock.execute();
    }
  }
}
