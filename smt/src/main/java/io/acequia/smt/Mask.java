package io.acequia.smt;

import io.acequia.commons.version.AcequiaVersion;
import io.acequia.smt.mask.MaskLeaf;
import io.acequia.smt.record.Change;
import io.acequia.smt.record.PathRewrite;
import io.acequia.smt.record.RecordPart;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Hides what some fields of a record say: all of a value, all but its ends, what matches a pattern,
 * or its digits. Works on structs and on maps without schema, at any depth.
 *
 * <p>Types and schemas stay as they are: text becomes other text, anything else the zero of its
 * type, and null stays null. A record without key or value (a tombstone) passes, and so does one
 * that lacks a field. A record that is neither struct nor map, or a value of a type that is not
 * Connect's, is refused with {@link DataException} rather than let through unmasked; no message
 * ever contains a value.
 */
public abstract class Mask<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

  private final RecordPart part;
  private PathRewrite rewrite =
      new PathRewrite(List.of(), (path, schema) -> new Change(schema, value -> value));

  Mask(RecordPart part) {
    this.part = part;
  }

  /** Masks fields of the record's key. */
  public static final class Key<R extends ConnectRecord<R>> extends Mask<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** Masks fields of the record's value. */
  public static final class Value<R extends ConnectRecord<R>> extends Mask<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }

  @Override
  public void configure(Map<String, ?> settings) {
    MaskConfig config = new MaskConfig(settings);
    rewrite = new PathRewrite(config.fields(), new MaskLeaf(config.textMask()));
  }

  @Override
  public R apply(R record) {
    Object before = part.container(record, "Mask");
    Schema schema = part.schema(record);
    return part.with(record, schema, rewrite.value(schema, before));
  }

  @Override
  public ConfigDef config() {
    return MaskConfig.DEF;
  }

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public void close() {}
}
