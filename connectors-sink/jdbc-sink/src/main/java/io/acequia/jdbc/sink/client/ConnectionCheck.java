package io.acequia.jdbc.sink.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Tries a configuration on the database and says at which stage it fails, and after how long. */
public final class ConnectionCheck {
  private ConnectionCheck() {}

  /** How far one gets on the way into a database. */
  public enum Stage {
    NAME,
    CONNECT,
    TLS,
    LOGIN,
    PERMISSION
  }

  /** Where it failed, and a sentence for the user. */
  public record Problem(Stage stage, String message) {}

  /** Returns {@code null} if all is well. */
  public static @Nullable Problem run(ConnectionSettings settings) {
    long begin = System.nanoTime();
    Stage stage = Stage.LOGIN;
    try (Connection connection = settings.open();
        Statement statement = connection.createStatement()) {
      stage = Stage.PERMISSION;
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT has_database_privilege(current_database(), 'TEMPORARY')")) {
        if (rows.next() && !rows.getBoolean(1)) {
          return new Problem(
              stage, "the user may not create temporary tables in this database: GRANT TEMPORARY");
        }
      }
      return null;
    } catch (SQLException e) {
      Stage failed = stage == Stage.PERMISSION ? stage : stageOf(e);
      Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
      return new Problem(
          failed,
          "stage '%s' failed after %d ms: %s (SQLState %s)"
              .formatted(
                  failed.name().toLowerCase(Locale.ROOT),
                  elapsed.toMillis(),
                  e.getMessage(),
                  e.getSQLState()));
    }
  }

  static Stage stageOf(SQLException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return Stage.NAME;
      }
      if (cause instanceof SSLException) {
        return Stage.TLS;
      }
      if (cause instanceof ConnectException
          || cause instanceof NoRouteToHostException
          || cause instanceof SocketTimeoutException) {
        return Stage.CONNECT;
      }
    }
    if (error.getCause() instanceof IOException) {
      return Stage.CONNECT;
    }
    boolean unreachable = error.getSQLState() != null && error.getSQLState().startsWith("08");
    return unreachable ? Stage.CONNECT : Stage.LOGIN;
  }
}
