package io.acequia.smt;

import io.acequia.commons.version.AcequiaVersion;
import io.acequia.smt.lookup.TableJoin;
import io.acequia.smt.record.RecordPart;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Joins a record with a row of a table by the values of some of its fields. Works on structs and on
 * maps without schema; a record without key or value (a tombstone) passes.
 *
 * <p>A record that is neither struct nor map, a key that is a struct or an array, and a miss under
 * {@code on.miss=fail} are refused with {@link DataException}. No message contains a value.
 */
public abstract class Lookup<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

  private final RecordPart part;
  private @Nullable TableJoin join;

  Lookup(RecordPart part) {
    this.part = part;
  }

  /** Looks up by fields of the record's key. */
  public static final class Key<R extends ConnectRecord<R>> extends Lookup<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** Looks up by fields of the record's value. */
  public static final class Value<R extends ConnectRecord<R>> extends Lookup<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }

  @Override
  public void configure(Map<String, ?> settings) {
    close();
    join = new LookupConfig(settings).open();
  }

  @Override
  public @Nullable R apply(R record) {
    Object before = part.container(record, "Lookup");
    TableJoin table = join;
    if (before == null || table == null) {
      return record;
    }
    if (!table.find(before)) {
      return table.drops() ? null : record;
    }
    Schema schema = part.schema(record);
    return part.with(record, table.schema(schema), table.value(schema, before));
  }

  @Override
  public ConfigDef config() {
    return LookupConfig.DEF;
  }

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public void close() {
    if (join != null) {
      join.close();
      join = null;
    }
  }
}
