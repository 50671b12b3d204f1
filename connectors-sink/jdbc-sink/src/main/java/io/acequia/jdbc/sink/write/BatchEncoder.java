package io.acequia.jdbc.sink.write;

import io.acequia.jdbc.sink.schema.TableCatalog;
import io.acequia.jdbc.sink.schema.TableEvolver;
import io.acequia.jdbc.sink.schema.TableModel;
import io.acequia.jdbc.sink.schema.TableName;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a group of records has rows, encoded for its table as it is now, and its table
 * what the rows need. Works outside of transactions, on the writer's thread.
 */
final class BatchEncoder {
  // Each pass may add what the one before could not know: columns, then wider types for them.
  private static final int MAX_PASSES = 5;

  private final WriteOptions options;
  private final TableEvolver evolver;
  private final KnownTables known;
  private final Map<TableName, RowEncoder> encoders = new HashMap<>();

  BatchEncoder(WriteOptions options, KnownTables known) {
    this.options = options;
    this.evolver = new TableEvolver(options.tables());
    this.known = known;
  }

  /**
   * Encodes the group's rows, unless they are up to date.
   *
   * @param errors takes the records that are at fault; if there are any, the rows are of no use
   */
  void encode(Session session, TableGroup group, Map<SinkRecord, Exception> errors)
      throws SQLException {
    TableModel table = model(session, group.table());
    EncodedRows rows = group.rows();
    if (table != null && rows != null && rows.table() == table) {
      return;
    }
    RowEncoder encoder =
        encoders.computeIfAbsent(
            group.table(), name -> new RowEncoder(name, options.rows(), options.tables()));
    encoder.use(table);
    for (int pass = 0; pass < MAX_PASSES; pass++) {
      Map<SinkRecord, Exception> found = new IdentityHashMap<>();
      EncodedRows encoded = encodeAll(encoder, group.records(), found);
      if (encoder.needs().isEmpty() && encoded != null) {
        errors.putAll(found);
        group.rows(encoded);
        return;
      }
      if (!found.isEmpty() && found.size() == group.records().size()) {
        errors.putAll(found);
        return;
      }
      if (!encoder.needs().isEmpty() || encoder.table() == null) {
        encoder.use(evolve(session, group.table(), encoder));
      }
    }
    throw new ConnectException(
        "the table " + group.table() + " still lacks columns after it was changed");
  }

  /** Returns {@code null} if the rows are of no use: the table or the columns have to change. */
  private static @Nullable EncodedRows encodeAll(
      RowEncoder encoder, List<SinkRecord> records, Map<SinkRecord, Exception> errors) {
    TableModel table = encoder.table();
    TableModel target =
        table != null
            ? table
            : new TableModel(new TableName(null, "none"), "", List.of(), List.of());
    EncodedRows rows = new EncodedRows(target, encoder.columns());
    boolean complete = table != null;
    for (SinkRecord record : records) {
      try {
        complete &= encoder.append(record, rows);
      } catch (DataException e) {
        errors.put(record, e);
      }
    }
    return complete ? rows : null;
  }

  private @Nullable TableModel model(Session session, TableName name) throws SQLException {
    TableModel table = session.table(name);
    if (table == null) {
      table = TableCatalog.read(session.connection(), name);
      if (table == null) {
        return null;
      }
      checked(session, table);
    }
    return table;
  }

  private TableModel evolve(Session session, TableName name, RowEncoder encoder)
      throws SQLException {
    TableModel changed =
        session.patiently(
            () -> evolver.evolve(session.connection(), name, encoder.needs(), encoder.key()));
    return checked(session, changed);
  }

  private TableModel checked(Session session, TableModel table) {
    List<String> key = options.rows().pkFields();
    if (options.upsert() && !table.hasUniqueKey(Set.copyOf(key))) {
      throw new ConnectException(
          "upsert into %s needs a primary key or unique index on exactly %s"
              .formatted(table.name(), key));
    }
    session.learned(table);
    known.put(table);
    return table;
  }
}
