package io.acequia.smt.lookup;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;

/**
 * What an error of a database means, by the class of its SQLState (ISO/IEC 9075): an outage until
 * the contrary is known.
 */
final class JdbcErrors {

  private JdbcErrors() {}

  /** Whether the session may be gone, so that a new one is worth a try. */
  static boolean mayBeConnection(SQLException error) {
    return exception(error) instanceof RetriableException;
  }

  /**
   * The exception to throw.
   *
   * @return a DataException for what this key makes wrong, without the server's words, which may
   *     show it; a RetriableException for an outage; a ConnectException where the operator must act
   */
  static ConnectException exception(SQLException error) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    String kind = state.length() < 2 ? "" : state.substring(0, 2);
    return switch (kind) {
      case "22", "23", "21" ->
          new DataException("Lookup's query refuses this key with SQLState " + state);
      case "42", "3D", "3F", "0A", "2F", "38", "39", "07", "34", "26" -> operator(error, state);
      // Not allowed to log in: also an operator's matter while a password is being changed.
      case "28" -> operator(error, state);
      case "08", "53", "55", "57", "58", "40", "25", "XX" -> outage(error, state);
      default ->
          error instanceof SQLNonTransientException
                  && !(error instanceof SQLNonTransientConnectionException)
              ? operator(error, state)
              : outage(error, state);
    };
  }

  private static ConnectException operator(SQLException error, String state) {
    return new ConnectException("Lookup's query cannot run, SQLState " + state, error);
  }

  private static RetriableException outage(SQLException error, String state) {
    return new RetriableException(
        "Lookup's database does not answer" + (state.isEmpty() ? "" : ", SQLState " + state),
        error);
  }
}
