package io.acequia.jdbc.sink.write;

import io.acequia.jdbc.sink.copy.CopyBuffer;
import io.acequia.jdbc.sink.copy.Encoders;
import io.acequia.jdbc.sink.copy.FieldEncoder;
import io.acequia.jdbc.sink.copy.ValueMismatch;
import io.acequia.jdbc.sink.mapping.RecordToRow;
import io.acequia.jdbc.sink.mapping.Row;
import io.acequia.jdbc.sink.mapping.RowOptions;
import io.acequia.jdbc.sink.schema.Column;
import io.acequia.jdbc.sink.schema.SchemaNeeds;
import io.acequia.jdbc.sink.schema.SqlType;
import io.acequia.jdbc.sink.schema.TableModel;
import io.acequia.jdbc.sink.schema.TableName;
import io.acequia.jdbc.sink.schema.TableOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the records of one table for its columns as they are, and notes what the table would need
 * for those that do not fit. Not thread-safe.
 */
final class RowEncoder {
  private final TableName name;
  private final TableOptions options;
  private final RecordToRow reader;
  private @Nullable TableModel table;
  // By column of the reader; null where the table has none, or none that can be written.
  private @Nullable FieldEncoder[] encoders = new FieldEncoder[0];
  private int[] written = new int[0];
  private int boundRevision = -1;
  private SchemaNeeds needs = new SchemaNeeds();

  RowEncoder(TableName name, RowOptions rows, TableOptions options) {
    this.name = name;
    this.options = options;
    this.reader = new RecordToRow(rows, this::admits);
  }

  private boolean admits(String column) {
    TableModel known = table;
    // A missing table is no record's fault: the evolver creates it, or fails the task.
    if (known == null || known.column(column) != null || options.mayAdd(known)) {
      return true;
    }
    if (options.ignoreUnknown()) {
      return false;
    }
    throw new DataException(noColumn(column));
  }

  private String noColumn(String column) {
    return "the table %s has no column for the field '%s': add one, set postgres.auto.evolve, or name the fields in postgres.columns"
        .formatted(name, column);
  }

  /** Encodes for this table from now on; {@code null} if it does not exist yet. */
  void use(@Nullable TableModel model) {
    table = model;
    needs = new SchemaNeeds();
    bind();
  }

  @Nullable TableModel table() {
    return table;
  }

  /** What the records so far need and the table lacks: until it has that, no row is of use. */
  SchemaNeeds needs() {
    return needs;
  }

  /** The columns that rows have from now on. */
  List<String> columns() {
    List<String> names = new ArrayList<>();
    for (int column : written) {
      names.add(reader.columnName(column));
    }
    return names;
  }

  /** The columns of the key. */
  List<String> key() {
    return reader.columnNames().subList(0, reader.keyCount());
  }

  private void bind() {
    int count = reader.columnCount();
    encoders = new FieldEncoder[count];
    int[] bound = new int[count];
    int size = 0;
    for (int i = 0; i < count; i++) {
      Column column = table == null ? null : table.column(reader.columnName(i));
      declareNeed(i, column);
      if (column != null && !column.generated()) {
        FieldEncoder encoder = Encoders.of(column);
        encoders[i] = encoder == null ? Encoders::text : encoder;
        bound[size++] = i;
      }
    }
    written = Arrays.copyOf(bound, size);
    boundRevision = reader.revision();
  }

  private void declareNeed(int number, @Nullable Column column) {
    SqlType declared = reader.declared(number);
    if (declared == null || !options.mayAdd(table)) {
      return;
    }
    if (column == null) {
      needs.column(reader.columnName(number), declared);
    } else if (SqlType.widening(column.type(), declared) != null && !isChosen(column.name())) {
      needs.widen(reader.columnName(number), declared);
    }
  }

  /** Whether the user chose the column's type, which is then nobody else's to widen. */
  private boolean isChosen(String column) {
    return options.types().containsKey(column);
  }

  /**
   * Appends the record's row.
   *
   * @param rows whose columns are {@link #columns()}
   * @return whether it did; if not, {@link #needs()} says what is missing, or {@link #columns()}
   *     have changed and the rows begin anew
   * @throws DataException if the record is at fault
   */
  boolean append(SinkRecord record, EncodedRows rows) {
    Row row = reader.read(record);
    boolean unchanged = true;
    if (reader.columnCount() != encoders.length || reader.revision() != boundRevision) {
      bind();
      unchanged = false;
    }
    noteMissing(row);
    CopyBuffer out = rows.buffer();
    int start = out.size();
    try {
      int keyEnd = encode(row, out);
      if (unchanged && needs.isEmpty()) {
        rows.endRow(start, keyEnd, row.isDelete());
        return true;
      }
    } catch (DataException e) {
      out.truncate(start);
      throw e;
    }
    out.truncate(start);
    return false;
  }

  private void noteMissing(Row row) {
    if (written.length == encoders.length) {
      return;
    }
    for (int i = 0; i < encoders.length; i++) {
      Object value = row.get(i);
      if (value == null || encoders[i] != null || isGenerated(i)) {
        continue;
      }
      if (!options.mayAdd(table)) {
        // A missing table is the operator's matter, not the record's.
        if (table != null) {
          throw new DataException(noColumn(reader.columnName(i)));
        }
      }
      if (reader.declared(i) == null) {
        needs.column(reader.columnName(i), RecordToRow.inferred(value));
      }
    }
  }

  private boolean isGenerated(int number) {
    Column column = table == null ? null : table.column(reader.columnName(number));
    return column != null && column.generated();
  }

  /** Returns where the key ends. */
  private int encode(Row row, CopyBuffer out) {
    int keys = reader.keyCount();
    int keyEnd = out.size() + 2;
    out.putShort(row.isDelete() ? keys : written.length);
    for (int column : written) {
      if (column >= keys && row.isDelete()) {
        break;
      }
      Object value = row.get(column);
      if (value != null) {
        encode(column, value, out);
      } else if (column < keys) {
        throw new DataException(
            "the key's column '" + reader.columnName(column) + "' has no value");
      } else {
        out.putNull();
      }
      if (column < keys) {
        keyEnd = out.size();
      }
    }
    return keyEnd;
  }

  private void encode(int column, Object value, CopyBuffer out) {
    FieldEncoder encoder = encoders[column];
    if (encoder == null) {
      return;
    }
    int begin = out.beginField();
    try {
      encoder.encode(value, out);
      out.endField(begin);
    } catch (ValueMismatch e) {
      if (e.wider() == null || !options.evolve() || isChosen(reader.columnName(column))) {
        Column target = table == null ? null : table.column(reader.columnName(column));
        throw new DataException(
            "the field for the column '%s' of %s, of type %s, does not fit: %s"
                .formatted(
                    reader.columnName(column),
                    name,
                    target == null ? "unknown" : target.castType(),
                    e.getMessage()));
      }
      needs.widen(reader.columnName(column), e.wider());
    }
  }
}
