package io.acequia.smt.lookup;

import io.acequia.commons.path.FieldPath;
import io.acequia.smt.enrich.MissPolicy;
import io.acequia.smt.enrich.TargetField;
import java.io.Closeable;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Joins records with the rows of one table. First {@link #find} the row, then ask for the record's
 * schema and value with it. Not thread-safe.
 */
public final class TableJoin implements Closeable {

  private final RecordKey key;
  private final ColumnChoice choice;
  private final @Nullable TargetField into;
  private final MissPolicy onMiss;
  private final LookupTable table;
  private @Nullable TableShape shape;
  private @Nullable RowFields fields;
  private @Nullable TableRow row;

  /**
   * Opens the table.
   *
   * @param config with the keys of {@link TableOptions}
   * @param keySetting the setting that names the key fields, for messages
   * @param into the field that gets the row; null for a field for each column
   * @throws ConfigException if the table cannot be opened with these settings
   */
  public TableJoin(
      AbstractConfig config,
      String keySetting,
      List<FieldPath> key,
      ColumnChoice choice,
      @Nullable TargetField into,
      MissPolicy onMiss) {
    this.key = new RecordKey(key);
    this.choice = choice;
    this.into = into;
    this.onMiss = onMiss;
    this.table = TableOptions.open(config, choice.columns());
    if (table.keySize() != key.size()) {
      int size = table.keySize();
      table.close();
      throw new ConfigException(
          keySetting,
          this.key.toString(),
          "must have as many fields as the table's key, which has " + size);
    }
  }

  /**
   * Whether a record goes on with its schema and value as {@link #schema} and {@link #value} say.
   * Otherwise {@link #drops} says whether it is dropped or left as it is.
   *
   * @param record its key or value, a Struct or Map
   * @throws DataException if there is no row and the policy is to fail, or the key cannot be one
   * @throws org.apache.kafka.connect.errors.RetriableException if the table cannot be asked now
   */
  public boolean find(Object record) {
    Object value = key.of(record);
    TableRow found = value == null ? null : table.find(value);
    row = found;
    if (found != null || onMiss == MissPolicy.NULL) {
      return true;
    }
    if (onMiss == MissPolicy.FAIL) {
      throw new DataException(
          value == null
              ? "Lookup has no key, because one of its fields is null: " + key
              : "Lookup found no row for the key in " + key);
    }
    return false;
  }

  /** Whether records without a row are dropped. */
  public boolean drops() {
    return onMiss == MissPolicy.DROP;
  }

  /** The schema of the record with the row that was found; null for null. */
  public @Nullable Schema schema(@Nullable Schema schema) {
    return fields().schema(schema);
  }

  /** The record's key or value with the row that was found. */
  public @Nullable Object value(@Nullable Schema schema, Object before) {
    return fields().value(schema, before, row);
  }

  private RowFields fields() {
    TableShape now = table.shape();
    RowFields made = fields;
    if (made == null || now != shape) {
      made = new RowFields(choice.of(now), into);
      fields = made;
      shape = now;
    }
    return made;
  }

  @Override
  public void close() {
    row = null;
    table.close();
  }
}
