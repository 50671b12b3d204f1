package io.acequia.jdbc.sink.write;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What may be said of an error: the server's primary message and the names of what is concerned.
 * Its detail and context repeat values of the row, which belong in no log.
 */
final class ServerMessage {
  private ServerMessage() {}

  static String of(SQLException error) {
    ServerErrorMessage message =
        error instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
    if (message == null || message.getMessage() == null) {
      return String.valueOf(error.getMessage());
    }
    StringBuilder text = new StringBuilder(message.getMessage());
    if (message.getColumn() != null) {
      text.append(", column ").append(message.getColumn());
    }
    if (message.getConstraint() != null) {
      text.append(", constraint ").append(message.getConstraint());
    }
    return text.toString();
  }
}
