package io.acequia.smt.lookup;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** One connection with the prepared query. Used by one thread at a time. */
final class JdbcSession implements AutoCloseable {

  private final Connection connection;
  private final PreparedStatement statement;
  private final @Nullable TableShape before;
  private @Nullable TableShape shape;

  private JdbcSession(
      Connection connection, PreparedStatement statement, @Nullable TableShape before) {
    this.connection = connection;
    this.statement = statement;
    this.before = before;
  }

  /**
   * Logs in and prepares the query.
   *
   * @param before the columns of the session before, which live on if they are the same
   * @throws ConnectException if there is no driver for the URL
   */
  static JdbcSession open(JdbcOptions options, @Nullable TableShape before) throws SQLException {
    Connection connection = driver(options).connect(options.url(), properties(options));
    if (connection == null) {
      throw new ConnectException("the driver refuses the URL " + options);
    }
    try {
      // The driver's own way to end a call when the server has gone silent; a query timeout alone
      // needs a server that answers.
      connection.setNetworkTimeout(Runnable::run, (int) options.timeout().toMillis() + 1_000);
      connection.setReadOnly(true);
      PreparedStatement statement = connection.prepareStatement(options.query());
      statement.setQueryTimeout(seconds(options.timeout()));
      statement.setMaxRows(2);
      return new JdbcSession(connection, statement, before);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Not by DriverManager, which keeps the drivers of plugins that are gone. */
  private static Driver driver(JdbcOptions options) throws SQLException {
    for (Driver driver : ServiceLoader.load(Driver.class, JdbcSession.class.getClassLoader())) {
      if (driver.acceptsURL(options.url())) {
        return driver;
      }
    }
    throw new ConnectException("the plugin's folder has no JDBC driver for " + options);
  }

  private static Properties properties(JdbcOptions options) {
    Properties properties = new Properties();
    if (options.user() != null) {
      properties.setProperty("user", options.user());
    }
    if (options.password() != null) {
      properties.setProperty("password", options.password().value());
    }
    if (options.url().startsWith("jdbc:postgresql:")) {
      String seconds = Integer.toString(seconds(options.timeout()));
      properties.setProperty("loginTimeout", seconds);
      properties.setProperty("connectTimeout", seconds);
      properties.setProperty("cancelSignalTimeout", "1");
      properties.setProperty("tcpKeepAlive", "true");
      properties.setProperty("ApplicationName", "acequia-lookup");
    }
    return properties;
  }

  private static int seconds(Duration duration) {
    return (int) Math.max(1, (duration.toMillis() + 999) / 1_000);
  }

  /**
   * The row of a key, or null.
   *
   * @throws DataException if there is more than one
   */
  @Nullable TableRow row(Object key) throws SQLException {
    if (key instanceof List<?> parts) {
      for (int i = 0; i < parts.size(); i++) {
        statement.setObject(i + 1, parts.get(i));
      }
    } else {
      statement.setObject(1, key);
    }
    try (ResultSet rows = statement.executeQuery()) {
      TableShape columns = shape(rows.getMetaData());
      if (!rows.next()) {
        return null;
      }
      TableRow row = row(columns, rows);
      if (rows.next()) {
        throw new DataException("Lookup's query gives more than one row for this key");
      }
      return row;
    }
  }

  /** The columns, from the database if the driver can tell, or null. */
  @Nullable TableShape shape() throws SQLException {
    ResultSetMetaData columns = shape == null ? statement.getMetaData() : null;
    return columns == null ? shape : shape(columns);
  }

  /** The columns, as far as a call has told them. */
  @Nullable TableShape known() {
    return shape;
  }

  private TableShape shape(ResultSetMetaData columns) throws SQLException {
    TableShape known = shape;
    if (known != null) {
      return known;
    }
    Map<String, ColumnType> types = new LinkedHashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      if (types.put(columns.getColumnLabel(i), type(columns.getColumnType(i))) != null) {
        throw new ConnectException(
            "Lookup's query gives two columns the name '" + columns.getColumnLabel(i) + "'");
      }
    }
    known = new TableShape(types).or(before);
    shape = known;
    return known;
  }

  /** Text where no other type is exact, as for NUMERIC and for times. */
  private static ColumnType type(int type) {
    return switch (type) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> ColumnType.INT64;
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> ColumnType.FLOAT64;
      case Types.BOOLEAN, Types.BIT -> ColumnType.BOOLEAN;
      default -> ColumnType.STRING;
    };
  }

  private static TableRow row(TableShape shape, ResultSet rows) throws SQLException {
    List<String> names = shape.names();
    @Nullable Object[] values = new Object[names.size()];
    for (int i = 0; i < values.length; i++) {
      Object value =
          switch (shape.type(names.get(i))) {
            case INT64 -> (Object) rows.getLong(i + 1);
            case FLOAT64 -> rows.getDouble(i + 1);
            case BOOLEAN -> rows.getBoolean(i + 1);
            default -> rows.getString(i + 1);
          };
      values[i] = rows.wasNull() ? null : value;
    }
    return new TableRow(shape, values);
  }

  /** Ends a query that another thread waits for. */
  void abort() throws SQLException {
    connection.abort(Runnable::run);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
