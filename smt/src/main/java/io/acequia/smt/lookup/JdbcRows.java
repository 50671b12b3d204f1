package io.acequia.smt.lookup;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database, one question after the other, on a connection that is opened when it is needed
 * and again when it is lost. An outage is never an answer.
 */
final class JdbcRows implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(JdbcRows.class);

  /** The query timeout of PostgreSQL, after which the session is as before. */
  private static final String QUERY_CANCELLED = "57014";

  /** What the open session is for: the row of a key, or its columns. */
  @FunctionalInterface
  private interface Question<T> {
    Optional<T> ask(JdbcSession session) throws SQLException;
  }

  private final JdbcOptions options;
  private final List<String> needed;
  private final Object lock = new Object();
  private volatile @Nullable TableShape shape;
  private volatile @Nullable JdbcSession session;
  private volatile boolean closed;
  private boolean down;

  /**
   * @param needed columns that the query must give
   */
  JdbcRows(JdbcOptions options, List<String> needed) {
    this.options = options;
    this.needed = needed;
  }

  /**
   * The row of a key, if there is one.
   *
   * @throws RetriableException in an outage
   * @throws org.apache.kafka.connect.errors.DataException if the database refuses this key
   * @throws ConnectException if the operator must act
   */
  Optional<TableRow> row(Object key) {
    return answer(open -> Optional.ofNullable(open.row(key)));
  }

  /**
   * The columns.
   *
   * @throws RetriableException in an outage
   * @throws ConnectException if the operator must act
   */
  TableShape shape() {
    TableShape known = shape;
    if (known != null) {
      return known;
    }
    return answer(open -> Optional.ofNullable(open.shape()))
        .orElseThrow(
            () ->
                new ConnectException("the JDBC driver cannot tell the columns of Lookup's query"));
  }

  private <T> Optional<T> answer(Question<T> question) {
    synchronized (lock) {
      JdbcSession old = session;
      if (old != null) {
        try {
          return kept(question, old);
        } catch (SQLException e) {
          if (!JdbcErrors.mayBeConnection(e) || QUERY_CANCELLED.equals(e.getSQLState())) {
            throw failed(e);
          }
          drop(old);
          if (isTimeout(e)) {
            throw failed(e);
          }
        }
      }
      try {
        return kept(question, opened());
      } catch (SQLException e) {
        JdbcSession broken = session;
        if (broken != null && JdbcErrors.mayBeConnection(e)) {
          drop(broken);
        }
        throw failed(e);
      }
    }
  }

  private <T> Optional<T> kept(Question<T> question, JdbcSession open) throws SQLException {
    Optional<T> answer = question.ask(open);
    TableShape found = open.known();
    if (found != null && found != shape) {
      shape = checked(found);
    }
    if (down) {
      down = false;
      log.info("The database {} answers again", options);
    }
    return answer;
  }

  private TableShape checked(TableShape found) {
    for (String column : needed) {
      if (!found.has(column)) {
        throw new ConnectException("Lookup's query has no column '" + column + "'");
      }
    }
    return found;
  }

  private JdbcSession opened() throws SQLException {
    if (closed) {
      throw new RetriableException("Lookup is closed");
    }
    JdbcSession opened = JdbcSession.open(options, shape);
    session = opened;
    return opened;
  }

  /** A call that took too long has had its time; a second attempt would double it. */
  private static boolean isTimeout(SQLException error) {
    return error instanceof SQLTimeoutException
        || error.getCause() instanceof SocketTimeoutException;
  }

  private ConnectException failed(SQLException error) {
    ConnectException exception = JdbcErrors.exception(error);
    if (exception instanceof RetriableException && !down) {
      down = true;
      log.warn("The database {} does not answer, SQLState {}", options, error.getSQLState());
    }
    return exception;
  }

  private void drop(JdbcSession broken) {
    session = null;
    try {
      broken.close();
    } catch (SQLException e) {
      log.debug("A broken connection to {} could not be closed", options);
    }
  }

  /** Ends also a query that is under way, without waiting for it. */
  @Override
  public void close() {
    closed = true;
    JdbcSession open = session;
    if (open == null) {
      return;
    }
    try {
      open.abort();
    } catch (SQLException e) {
      log.debug("The connection to {} could not be closed", options);
    }
  }
}
