package io.acequia.jdbc.sink.write;

import io.acequia.commons.error.Disposition;
import io.acequia.jdbc.sink.client.SqlErrorClassifier;
import io.acequia.jdbc.sink.offset.OffsetStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to write a batch: all of it and its offsets in one transaction, or nothing.
 *
 * <p>A refused batch is searched for the rows at fault, and then written without them only after
 * they were reported: otherwise a crash in between would lose them from the dead letter queue.
 */
final class BatchTransaction {
  private final BatchEncoder encoder;
  private final WriteOptions options;
  private final @Nullable OffsetStore offsets;
  private final SqlErrorClassifier classifier = new SqlErrorClassifier(true);

  BatchTransaction(WriteOptions options, BatchEncoder encoder, @Nullable OffsetStore offsets) {
    this.options = options;
    this.encoder = encoder;
    this.offsets = offsets;
  }

  /**
   * Writes the batch.
   *
   * @return {@link Outcome.Written}, {@link Outcome.Rejected} or {@link Outcome.Fenced}
   * @throws SQLException if it is nobody's fault of the records; nothing is written then, unless
   *     the connection broke during the commit
   * @throws ConnectException if neither time nor another record helps
   */
  Outcome run(Session session, Batch batch) throws SQLException {
    Map<SinkRecord, Exception> errors = new IdentityHashMap<>();
    session.progressed();
    for (TableGroup group : batch.groups()) {
      encoder.encode(session, group, errors);
    }
    if (!errors.isEmpty()) {
      return new Outcome.Rejected(batch, errors);
    }
    List<Part> parts = prepare(session, batch);
    Connection connection = session.connection();
    connection.setAutoCommit(false);
    try {
      return write(session, batch, parts);
    } finally {
      if (!connection.isClosed()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private Outcome write(Session session, Batch batch, List<Part> parts) throws SQLException {
    Connection connection = session.connection();
    try {
      if (!advance(connection, batch)) {
        return new Outcome.Fenced(batch);
      }
      for (Part part : parts) {
        part.writer.write(0, part.writer.count());
      }
    } catch (SQLException e) {
      if (classifier.classify(e) != Disposition.REPORT || classifier.mayBeStale(e)) {
        throw e;
      }
      connection.rollback();
      Outcome found = search(session, batch, parts);
      if (found != null) {
        return found;
      }
    }
    return commit(session, batch);
  }

  /** Returns {@code null} if, with halves written one by one, no row is refused any more. */
  private @Nullable Outcome search(Session session, Batch batch, List<Part> parts)
      throws SQLException {
    if (!advance(session.connection(), batch)) {
      return new Outcome.Fenced(batch);
    }
    Map<SinkRecord, Exception> errors = new IdentityHashMap<>();
    for (Part part : parts) {
      PoisonSearch search =
          new PoisonSearch(
              session.connection(),
              classifier,
              (error, row) ->
                  errors.put(part.group.records().get(row), refusal(part.group, error)));
      search.write(part.writer, 0, part.writer.count());
    }
    return errors.isEmpty() ? null : new Outcome.Rejected(batch, errors);
  }

  private static DataException refusal(TableGroup group, SQLException error) {
    return new DataException(
        "the table %s refuses the row: %s (SQLState %s)"
            .formatted(group.table(), ServerMessage.of(error), error.getSQLState()));
  }

  private Outcome commit(Session session, Batch batch) throws SQLException {
    session.connection().commit();
    session.progressed();
    if (offsets != null) {
      offsets.committed(batch.nextOffsets());
    }
    return new Outcome.Written(batch);
  }

  private boolean advance(Connection connection, Batch batch) throws SQLException {
    return offsets == null || offsets.advance(connection, batch.nextOffsets());
  }

  private List<Part> prepare(Session session, Batch batch) throws SQLException {
    List<Part> parts = new ArrayList<>();
    int keys = options.rows().pkFields().size();
    for (TableGroup group : batch.groups()) {
      EncodedRows rows = group.rows();
      if (rows != null && rows.count() > 0) {
        parts.add(new Part(group, TableWriter.prepare(session, rows, keys, options.upsert())));
      }
    }
    return parts;
  }

  private record Part(TableGroup group, TableWriter writer) {}
}
