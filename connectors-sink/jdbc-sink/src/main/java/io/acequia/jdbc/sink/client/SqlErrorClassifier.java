package io.acequia.jdbc.sink.client;

import io.acequia.commons.error.Disposition;
import io.acequia.commons.error.ErrorClassifier;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/**
 * What an error of PostgreSQL means, by its SQLState.
 *
 * @param established whether this task has been logged in before. What is a wrong configuration at
 *     the first login (password, database, access rules) is an operator's work in progress later: a
 *     password being changed, a database being restored.
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL Error
 *     Codes</a>
 */
public record SqlErrorClassifier(boolean established) implements ErrorClassifier<SQLException> {
  /** Our own: a table is not what it was when its rows were encoded. */
  public static final String TABLE_ALTERED = "AQ001";

  // The row is too large, too deep or too long for the table or its index.
  private static final Set<String> ROW_TOO_LARGE = Set.of("54000", "54001");
  private static final Set<String> AT_LOGIN = Set.of("28000", "28P01", "3D000", "99999");
  // The table, one of its columns or its types are not what they were when the rows were encoded.
  private static final Set<String> TABLE_CHANGED =
      Set.of(
          "42P01",
          "42703",
          "42704",
          "42804",
          "42P07",
          "42701",
          "42710",
          "42P10",
          "3F000",
          TABLE_ALTERED);
  private static final Set<String> BINARY_FORMAT = Set.of("22P03", "22P04", "08P01", "0A000");

  @Override
  public Disposition classify(SQLException error) {
    String state = error.getSQLState();
    if (state == null || state.length() != 5) {
      return error.getCause() instanceof IOException ? Disposition.RETRY : Disposition.FAIL;
    }
    if (AT_LOGIN.contains(state)) {
      return established ? Disposition.RETRY : Disposition.FAIL;
    }
    if (ROW_TOO_LARGE.contains(state)) {
      return Disposition.REPORT;
    }
    return switch (state.substring(0, 2)) {
      // Connection, resources, operator, system, transaction rollback and state, internal errors.
      case "08", "53", "57", "58", "40", "25", "XX", "AQ" -> Disposition.RETRY;
      // Lock not available, object in use.
      case "55" -> Disposition.RETRY;
      // Data, constraints, cardinality, WITH CHECK OPTION, and what a trigger raises.
      case "22", "23", "21", "44", "P0", "27", "2F", "38" -> Disposition.REPORT;
      default -> Disposition.FAIL;
    };
  }

  /**
   * Whether the table may have changed under the rows, so that it is to be read again and the batch
   * encoded anew before the error means anything.
   */
  public boolean mayBeStale(SQLException error) {
    String state = error.getSQLState();
    return state != null && (TABLE_CHANGED.contains(state) || BINARY_FORMAT.contains(state));
  }
}
