package io.acequia.smt;

import io.acequia.commons.version.AcequiaVersion;
import io.acequia.smt.flatten.Flattening;
import io.acequia.smt.record.RecordPart;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Gives the fields of nested structs and maps the names of their paths, and arrays and maps inside
 * structs a form that flat targets can hold. Works on structs and on maps without schema, on all of
 * a record or on single fields.
 *
 * <p>A record without key or value (a tombstone) passes; what is inside a struct that is null
 * becomes null. A record that is neither struct nor map, has two fields that get one name, or
 * passes a limit is refused with a {@link org.apache.kafka.connect.errors.DataException}.
 */
public abstract class Flatten<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

  private final RecordPart part;
  private Flattening flattening = new FlattenConfig(Map.of()).flattening();

  Flatten(RecordPart part) {
    this.part = part;
  }

  /** Flattens the record's key. */
  public static final class Key<R extends ConnectRecord<R>> extends Flatten<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** Flattens the record's value. */
  public static final class Value<R extends ConnectRecord<R>> extends Flatten<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }

  @Override
  public void configure(Map<String, ?> settings) {
    flattening = new FlattenConfig(settings).flattening();
  }

  @Override
  public R apply(R record) {
    Object before = part.container(record, "Flatten");
    if (before == null) {
      return record;
    }
    SchemaAndValue after = flattening.apply(part.schema(record), before);
    return part.with(record, after.schema(), after.value());
  }

  @Override
  public ConfigDef config() {
    return FlattenConfig.DEF;
  }

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public void close() {}
}
