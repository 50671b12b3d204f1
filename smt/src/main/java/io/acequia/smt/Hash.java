package io.acequia.smt;

import io.acequia.commons.version.AcequiaVersion;
import io.acequia.smt.hash.HashLeaf;
import io.acequia.smt.record.Change;
import io.acequia.smt.record.PartRewrite;
import io.acequia.smt.record.RecordPart;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Replaces values by their digest, so that they can still be counted and joined but not read. The
 * result is a text, as optional as the field was; null stays null, and a tombstone passes, as does
 * a record that lacks a field.
 *
 * <p>A struct, map or array at a path, and a record that is not what {@code fields} is for, are
 * refused with {@link DataException} rather than let through; no message contains a value.
 */
public abstract class Hash<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

  private final RecordPart part;
  private PartRewrite rewrite;

  Hash(RecordPart part) {
    this.part = part;
    this.rewrite =
        new PartRewrite(
            part, "Hash", List.of(), (path, schema) -> new Change(schema, value -> value));
  }

  /** Hashes fields of the record's key, or the key itself. */
  public static final class Key<R extends ConnectRecord<R>> extends Hash<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** Hashes fields of the record's value, or the value itself. */
  public static final class Value<R extends ConnectRecord<R>> extends Hash<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }

  @Override
  public void configure(Map<String, ?> settings) {
    HashConfig config = new HashConfig(settings);
    rewrite = new PartRewrite(part, "Hash", config.fields(), new HashLeaf(config.digester()));
  }

  @Override
  public R apply(R record) {
    return rewrite.apply(record);
  }

  @Override
  public ConfigDef config() {
    return HashConfig.DEF;
  }

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public void close() {}
}
