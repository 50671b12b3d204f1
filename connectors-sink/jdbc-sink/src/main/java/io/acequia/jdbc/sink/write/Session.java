package io.acequia.jdbc.sink.write;

import io.acequia.jdbc.sink.client.ConnectionSettings;
import io.acequia.jdbc.sink.schema.TableModel;
import io.acequia.jdbc.sink.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection with what was learned and prepared on it: tables as they are, and the temporary
 * tables. Belongs to the writer's thread, but for {@link #abort()}.
 */
final class Session implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Session.class);
  private static final int MAX_STAGES = 200;
  private static final Duration PATIENCE = Duration.ofHours(2);

  private final Connection connection;
  private final CopyManager copyManager;
  private final Map<TableName, TableModel> tables = new HashMap<>();
  private final Map<TableName, NewKeysGuess> guesses = new HashMap<>();
  private final Map<String, String> stages = new HashMap<>();
  private volatile boolean patient;
  private volatile long lastProgress = System.nanoTime();

  private Session(Connection connection) throws SQLException {
    this.connection = connection;
    this.copyManager = connection.unwrap(PGConnection.class).getCopyAPI();
  }

  static Session open(ConnectionSettings settings) throws SQLException {
    return new Session(settings.open());
  }

  Connection connection() {
    return connection;
  }

  CopyManager copyManager() {
    return copyManager;
  }

  @Nullable TableModel table(TableName name) {
    return tables.get(name);
  }

  /** How the keys of the last batches of the table were. */
  NewKeysGuess newKeys(TableName name) {
    return guesses.computeIfAbsent(name, n -> new NewKeysGuess());
  }

  void learned(TableModel table) {
    tables.put(table.name(), table);
  }

  /**
   * The name of a temporary table with these columns, which empties itself at the end of every
   * transaction. Must be called outside of one.
   *
   * @param purpose tells apart those that are filled in the same transaction
   * @param columns the column definitions in SQL
   */
  String stage(String purpose, String columns) throws SQLException {
    String key = purpose + '\0' + columns;
    String name = stages.get(key);
    if (name != null) {
      return name;
    }
    if (stages.size() >= MAX_STAGES) {
      discardStages();
    }
    name = "acequia_stage_" + stages.size();
    try (Statement create = connection.createStatement()) {
      create.execute("CREATE TEMPORARY TABLE " + name + " (" + columns + ") ON COMMIT DELETE ROWS");
    }
    stages.put(key, name);
    return name;
  }

  private void discardStages() throws SQLException {
    try (Statement discard = connection.createStatement()) {
      discard.execute("DISCARD TEMP");
    }
    stages.clear();
  }

  /** Notes that the server has just done something. */
  void progressed() {
    lastProgress = System.nanoTime();
  }

  /**
   * Does something that may take the server long without a sign of life, such as the rewriting of a
   * table.
   */
  <T> T patiently(SqlCall<T> call) throws SQLException {
    int timeout = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
    patient = true;
    try {
      return call.run();
    } finally {
      progressed();
      patient = false;
      if (!connection.isClosed()) {
        connection.setNetworkTimeout(Runnable::run, timeout);
      }
    }
  }

  /** A call that may fail as calls to a database do. */
  @FunctionalInterface
  interface SqlCall<T> {
    T run() throws SQLException;
  }

  /** Nanoseconds since the server last did something, while a call is under way. */
  long silence() {
    return patient ? 0 : System.nanoTime() - lastProgress;
  }

  /** Cuts the connection from any thread: a call that is stuck in it fails at once. */
  void abort() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      log.debug("Could not abort the connection", e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      log.debug("Could not close the connection", e);
    }
  }
}
