package io.acequia.smt;

import io.acequia.commons.version.AcequiaVersion;
import io.acequia.smt.record.RecordPart;
import io.acequia.smt.script.RecordMetadata;
import io.acequia.smt.script.ScriptException;
import io.acequia.smt.script.ScriptFunction;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Gives each record to a function {@code transform(event)} of the user's own and goes on with what
 * it returns; null drops the record. Works on structs and on maps without schema.
 *
 * <p>Fields that existed keep their types, those of new ones are inferred. The record given is
 * never modified. A record without key or value (a tombstone) passes. Whatever goes wrong in the
 * script, its time and memory included, is a {@link DataException} of that record.
 */
public abstract class JavaScript<R extends ConnectRecord<R>>
    implements Transformation<R>, Versioned {

  private final RecordPart part;
  private @Nullable ScriptFunction function;

  JavaScript(RecordPart part) {
    this.part = part;
  }

  /** Transforms the record's key. */
  public static final class Key<R extends ConnectRecord<R>> extends JavaScript<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** Transforms the record's value. */
  public static final class Value<R extends ConnectRecord<R>> extends JavaScript<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }

  @Override
  public void configure(Map<String, ?> settings) {
    function = new JavaScriptConfig(settings).function();
  }

  @Override
  public @Nullable R apply(R record) {
    Object before = part.value(record);
    if (before == null || function == null) {
      return record;
    }
    if (!(before instanceof Struct) && !(before instanceof Map)) {
      throw new DataException(
          "JavaScript needs a struct or a map, but the %s of this record of topic %s is a %s; put io.acequia.smt.ParseJson in front of it if that is JSON"
              .formatted(part, record.topic(), before.getClass().getName()));
    }
    Schema schema = part.schema(record);
    try {
      SchemaAndValue after = function.apply(schema, before, () -> RecordMetadata.of(record));
      return after == null ? null : part.with(record, after.schema(), after.value());
    } catch (ScriptException e) {
      throw new DataException(
          "JavaScript failed on a record of topic " + record.topic() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public ConfigDef config() {
    return JavaScriptConfig.DEF;
  }

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public void close() {}
}
