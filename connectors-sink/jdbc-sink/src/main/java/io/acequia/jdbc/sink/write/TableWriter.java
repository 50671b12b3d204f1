package io.acequia.jdbc.sink.write;

import io.acequia.commons.error.Disposition;
import io.acequia.jdbc.sink.client.SqlErrorClassifier;
import io.acequia.jdbc.sink.copy.Encoders;
import io.acequia.jdbc.sink.schema.Column;
import io.acequia.jdbc.sink.schema.Identifier;
import io.acequia.jdbc.sink.schema.TableCatalog;
import io.acequia.jdbc.sink.schema.TableModel;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of one table by COPY: straight into it, or through a temporary table where rows
 * replace others or a column's type has to be cast from text. Prepared outside of a transaction,
 * used inside.
 */
final class TableWriter {
  private final Session session;
  private final EncodedRows rows;
  private final List<Column> columns;
  private final List<Column> key;
  private final boolean upsert;
  private final boolean cast;
  private final @Nullable String stage;
  private final @Nullable String deleteStage;

  private TableWriter(Session session, EncodedRows rows, int keys, boolean upsert)
      throws SQLException {
    this.session = session;
    this.rows = rows;
    this.upsert = upsert;
    this.columns = columns(rows);
    this.key = columns.subList(0, Math.min(keys, columns.size()));
    this.cast = columns.stream().anyMatch(TableWriter::travelsAsText);
    String table = rows.table().name().sql();
    this.stage = upsert || cast ? session.stage("rows of " + table, definitions(columns)) : null;
    this.deleteStage =
        rows.hasDeletes() ? session.stage("keys of " + table, definitions(key)) : null;
  }

  /**
   * @param keys how many of the rows' columns, the first ones, are the key
   */
  static TableWriter prepare(Session session, EncodedRows rows, int keys, boolean upsert)
      throws SQLException {
    return new TableWriter(session, rows, keys, upsert);
  }

  int count() {
    return rows.count();
  }

  private static List<Column> columns(EncodedRows rows) {
    TableModel table = rows.table();
    List<Column> found = new ArrayList<>();
    for (String name : rows.columns()) {
      Column column = table.column(name);
      if (column != null) {
        found.add(column);
      }
    }
    return found;
  }

  private static boolean travelsAsText(Column column) {
    return Encoders.of(column) == null;
  }

  private static String definitions(List<Column> columns) {
    return columns.stream()
        .map(c -> quoted(c) + ' ' + (travelsAsText(c) ? "text" : c.castType()))
        .collect(Collectors.joining(", "));
  }

  private static String quoted(Column column) {
    return Identifier.quote(column.name());
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(TableWriter::quoted).collect(Collectors.joining(", "));
  }

  /** Writes the rows from {@code from} to before {@code to}. */
  void write(int from, int to) throws SQLException {
    if (upsert) {
      replace(LastByKey.of(rows, from, to));
    } else if (stage == null) {
      verify();
      CopyStream.send(session, copyInto(rows.table().name().sql(), columns), rows, from, to);
    } else {
      CopyStream.send(session, copyInto(stage, columns), rows, from, to);
      execute(insertFrom(stage));
    }
  }

  /**
   * Bytes of one type may be valid as another: in a table that was altered since the rows were
   * encoded, a number could become a date. A temporary table has the types that it was made with,
   * so only rows that go straight into their table need this.
   */
  private void verify() throws SQLException {
    if (!TableCatalog.lockIfUnchanged(session.connection(), rows.table())) {
      throw new SQLException(
          "the table " + rows.table().name() + " has just been altered",
          SqlErrorClassifier.TABLE_ALTERED);
    }
  }

  private void replace(int[] last) throws SQLException {
    int[] deletes = IntStream.of(last).filter(rows::isDelete).toArray();
    int[] upserts =
        deletes.length == 0
            ? last
            : IntStream.of(last).filter(row -> !rows.isDelete(row)).toArray();
    if (deletes.length > 0 && deleteStage != null) {
      CopyStream.send(session, copyInto(deleteStage, key), rows, deletes);
      execute(deleteBy(deleteStage));
    }
    if (upserts.length > 0 && stage != null && !copiedAsNew(upserts)) {
      CopyStream.send(session, copyInto(stage, columns), rows, upserts);
      execute(insertFrom(stage) + onConflict());
    }
  }

  /** Tries to add the rows without looking for ones to replace; leaves no trace if it fails. */
  private boolean copiedAsNew(int[] upserts) throws SQLException {
    NewKeysGuess guess = session.newKeys(rows.table().name());
    if (cast || !guess.isWorthTrying()) {
      return false;
    }
    Savepoint before = session.connection().setSavepoint();
    try {
      verify();
      CopyStream.send(session, copyInto(rows.table().name().sql(), columns), rows, upserts);
      guess.wasRight();
      return true;
    } catch (SQLException e) {
      if (new SqlErrorClassifier(true).classify(e) == Disposition.RETRY) {
        throw e;
      }
      // Mostly a known key. Whatever else it is, the upsert proper will tell.
      session.connection().rollback(before);
      guess.wasWrong();
      return false;
    }
  }

  /** Empties the temporary tables, for another {@link #write} in the same transaction. */
  void clear() throws SQLException {
    if (stage != null) {
      execute("DELETE FROM " + stage);
    }
    if (deleteStage != null) {
      execute("DELETE FROM " + deleteStage);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = session.connection().createStatement()) {
      statement.execute(sql);
    }
    session.progressed();
  }

  private static String copyInto(String table, List<Column> columns) {
    return "COPY " + table + " (" + names(columns) + ") FROM STDIN (FORMAT binary)";
  }

  private String insertFrom(String source) {
    String values =
        columns.stream()
            .map(c -> travelsAsText(c) ? quoted(c) + "::" + c.castType() : quoted(c))
            .collect(Collectors.joining(", "));
    return "INSERT INTO "
        + rows.table().name().sql()
        + " ("
        + names(columns)
        + ") SELECT "
        + values
        + " FROM "
        + source;
  }

  private String onConflict() {
    String assignments =
        columns.subList(key.size(), columns.size()).stream()
            .map(c -> quoted(c) + " = EXCLUDED." + quoted(c))
            .collect(Collectors.joining(", "));
    return " ON CONFLICT ("
        + names(key)
        + ") DO "
        + (assignments.isEmpty() ? "NOTHING" : "UPDATE SET " + assignments);
  }

  private String deleteBy(String keys) {
    String matches =
        key.stream()
            .map(
                c ->
                    "t."
                        + quoted(c)
                        + " = k."
                        + quoted(c)
                        + (travelsAsText(c) ? "::" + c.castType() : ""))
            .collect(Collectors.joining(" AND "));
    return "DELETE FROM " + rows.table().name().sql() + " t USING " + keys + " k WHERE " + matches;
  }
}
