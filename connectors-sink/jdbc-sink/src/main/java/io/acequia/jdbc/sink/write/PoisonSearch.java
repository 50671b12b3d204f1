package io.acequia.jdbc.sink.write;

import io.acequia.commons.error.Disposition;
import io.acequia.jdbc.sink.client.SqlErrorClassifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.function.ObjIntConsumer;

/**
 * Finds the rows that the database refuses, by halving: a half that it takes is kept in the
 * transaction, so that rows which only clash with each other are found, too.
 */
final class PoisonSearch {
  private final Connection connection;
  private final SqlErrorClassifier classifier;
  private final ObjIntConsumer<SQLException> refused;

  /**
   * @param refused takes each row that is at fault, with the error
   */
  PoisonSearch(
      Connection connection, SqlErrorClassifier classifier, ObjIntConsumer<SQLException> refused) {
    this.connection = connection;
    this.classifier = classifier;
    this.refused = refused;
  }

  /**
   * Writes the rows from {@code from} to before {@code to}, but for those that are refused, in the
   * current transaction.
   *
   * @throws SQLException an error that no row is to blame for
   */
  void write(TableWriter table, int from, int to) throws SQLException {
    if (from == to) {
      return;
    }
    Savepoint before = connection.setSavepoint();
    try {
      table.write(from, to);
      table.clear();
      connection.releaseSavepoint(before);
    } catch (SQLException e) {
      if (classifier.classify(e) != Disposition.REPORT) {
        throw e;
      }
      connection.rollback(before);
      connection.releaseSavepoint(before);
      if (to - from == 1) {
        refused.accept(e, from);
      } else {
        int middle = (from + to) >>> 1;
        write(table, from, middle);
        write(table, middle, to);
      }
    }
  }
}
