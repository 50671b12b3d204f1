package io.acequia.smt;

import io.acequia.commons.version.AcequiaVersion;
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
 * Writes times anew: many fields at once, from texts, numbers and Connect's own types in many
 * formats, to a type or format of choice. Null stays null, and a tombstone passes, as does a record
 * that lacks a field.
 *
 * <p>What is no time in any of the formats is refused with {@link DataException}, which names the
 * field and never its value, or becomes null, or stays, as {@code on.error} says.
 */
public abstract class TimestampConvert<R extends ConnectRecord<R>>
    implements Transformation<R>, Versioned {

  private final RecordPart part;
  private PartRewrite rewrite;

  TimestampConvert(RecordPart part) {
    this.part = part;
    this.rewrite =
        new PartRewrite(
            part,
            "TimestampConvert",
            List.of(),
            (path, schema) -> new Change(schema, value -> value));
  }

  /** Converts fields of the record's key, or the key itself. */
  public static final class Key<R extends ConnectRecord<R>> extends TimestampConvert<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** Converts fields of the record's value, or the value itself. */
  public static final class Value<R extends ConnectRecord<R>> extends TimestampConvert<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }

  @Override
  public void configure(Map<String, ?> settings) {
    TimestampConvertConfig config = new TimestampConvertConfig(settings);
    rewrite = new PartRewrite(part, "TimestampConvert", config.fields(), config.leaf());
  }

  @Override
  public R apply(R record) {
    return rewrite.apply(record);
  }

  @Override
  public ConfigDef config() {
    return TimestampConvertConfig.DEF;
  }

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public void close() {}
}
