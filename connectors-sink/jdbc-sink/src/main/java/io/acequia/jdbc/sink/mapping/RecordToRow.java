package io.acequia.jdbc.sink.mapping;

import io.acequia.jdbc.sink.schema.SqlType;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of the records of one table: pure but for what it remembers of the records' shape. The
 * key's columns come first. Not thread-safe.
 */
public final class RecordToRow {
  private final RowOptions options;
  private final ColumnSet columns;
  private final FieldNode value;
  private final Row row = new Row();
  private @Nullable Schema lastKeySchema;

  /**
   * @param admitted whether the table has, or may get, a column for a field that no configuration
   *     names; throws a {@link DataException} where such a field is an error
   * @throws DataException if the configuration gives a column to two fields
   */
  public RecordToRow(RowOptions options, Predicate<String> admitted) {
    this.options = options;
    this.columns = new ColumnSet(options.pkFields(), admitted);
    if (options.pkMode() == PkMode.RECORD_KEY || options.pkMode() == PkMode.KAFKA) {
      columns.reserveKeys();
    }
    if (options.pkMode() == PkMode.KAFKA) {
      columns.declare(0, SqlType.TEXT);
      columns.declare(1, SqlType.INTEGER);
      columns.declare(2, SqlType.BIGINT);
    }
    this.value = FieldNode.root(options.flatten(), columns);
    options.columns().forEach(value::add);
  }

  /**
   * The row of this record, valid until the next call. A record without a value is a delete.
   *
   * @throws DataException if the record cannot be a row
   */
  public Row read(SinkRecord record) {
    boolean delete = record.value() == null;
    row.clear(delete);
    readKey(record);
    if (!delete && JsonReader.takes(record.value())) {
      JsonReader.read(record.value(), value, row);
    } else if (!delete) {
      value.read(record.value(), row);
    }
    return row;
  }

  private void readKey(SinkRecord record) {
    if (options.pkMode() == PkMode.KAFKA) {
      row.set(0, record.originalTopic());
      row.set(1, record.originalKafkaPartition());
      row.set(2, record.originalKafkaOffset());
    } else if (options.pkMode() == PkMode.RECORD_KEY) {
      readRecordKey(record);
    }
  }

  private void readRecordKey(SinkRecord record) {
    Object key = record.key();
    Schema schema = record.keySchema();
    List<String> names = options.pkFields();
    if (schema != null && schema != lastKeySchema) {
      declareKey(schema);
      lastKeySchema = schema;
    }
    if (key instanceof Struct struct) {
      for (int i = 0; i < names.size(); i++) {
        row.set(i, field(struct, names.get(i)));
      }
    } else if (key instanceof Map<?, ?> map) {
      for (int i = 0; i < names.size(); i++) {
        row.set(i, map.get(names.get(i)));
      }
    } else if (names.size() == 1) {
      row.set(0, key);
    } else {
      throw new DataException("the record's key has no fields, and the table's key has " + names);
    }
  }

  private static @Nullable Object field(Struct struct, String name) {
    Field field = struct.schema().field(name);
    if (field == null) {
      throw new DataException("the record's key has no field '" + name + "'");
    }
    DeclaredType type = DeclaredType.of(field.schema());
    Object found = struct.get(field);
    return found == null || type.decode() == null ? found : type.decode().apply(found);
  }

  private void declareKey(Schema schema) {
    List<String> names = options.pkFields();
    for (int i = 0; i < names.size(); i++) {
      if (schema.type() != Schema.Type.STRUCT) {
        columns.declare(i, DeclaredType.of(schema).type());
      } else if (schema.field(names.get(i)) != null) {
        columns.declare(i, DeclaredType.of(schema.field(names.get(i)).schema()).type());
      }
    }
  }

  /** The type of a value that no schema declares. */
  public static SqlType inferred(Object value) {
    return InferredType.of(value);
  }

  /** How many columns the records have had so far; only grows. */
  public int columnCount() {
    return columns.size();
  }

  /** How many of the columns, the first ones, are the key. */
  public int keyCount() {
    return columns.keys();
  }

  public String columnName(int column) {
    return columns.name(column);
  }

  /** The columns' names, in order. */
  public List<String> columnNames() {
    return columns.names();
  }

  /** The type that a schema declares for the column, if one does. */
  public @Nullable SqlType declared(int column) {
    return columns.declared(column);
  }

  /** Changes whenever a declared type does. */
  public int revision() {
    return columns.revision();
  }
}
