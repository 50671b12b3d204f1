package io.acequia.jdbc.sink.client;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Where the database is, who logs in, and how long to wait for it.
 *
 * @param url {@code jdbc:postgresql:...}, without a password
 * @param password may be {@code null}, for servers that need none
 * @param applicationName as {@code pg_stat_activity} shows it
 * @param connectTimeout the longest wait for the TCP connection
 * @param socketTimeout the longest silence of the server in the middle of a call
 * @param lockTimeout the longest wait for a lock of another session
 */
public record ConnectionSettings(
    String url,
    String user,
    @Nullable String password,
    String applicationName,
    Duration connectTimeout,
    Duration socketTimeout,
    Duration lockTimeout) {

  /** Opens a connection in auto-commit mode. */
  public Connection open() throws SQLException {
    Connection connection = new Driver().connect(url, properties());
    if (connection == null) {
      throw new SQLException("not a URL of PostgreSQL", "08001");
    }
    try (Statement settings = connection.createStatement()) {
      // Text without a zone means UTC here as in the rest of the sink. A session that hangs in the
      // middle of a transaction must not keep its locks for ever.
      settings.execute(
          "SET TIME ZONE 'UTC'; SET temp_buffers = '32MB'; SET lock_timeout = "
              + lockTimeout.toMillis()
              + "; SET idle_in_transaction_session_timeout = "
              + Math.max(60_000, socketTimeout.toMillis() * 2));
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, user);
    if (password != null) {
      PGProperty.PASSWORD.set(properties, password);
    }
    PGProperty.APPLICATION_NAME.set(properties, applicationName);
    PGProperty.CONNECT_TIMEOUT.set(properties, seconds(connectTimeout));
    PGProperty.SOCKET_TIMEOUT.set(properties, seconds(socketTimeout));
    PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, 2);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    return properties;
  }

  private static int seconds(Duration duration) {
    return (int) Math.max(1, (duration.toMillis() + 999) / 1_000);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url + " as " + user;
  }
}
