package io.acequia.smt;

import io.acequia.commons.version.AcequiaVersion;
import io.acequia.smt.json.JsonParsing;
import io.acequia.smt.record.RecordPart;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Parses JSON texts, or JSON in UTF-8 bytes: the whole key or value of a record, or fields of it at
 * any depth. They become maps and lists, or structs of a schema that is declared or inferred.
 *
 * <p>A record without key or value (a tombstone) passes, and so does one that lacks a field; null
 * stays null. What cannot be parsed is refused with a {@link
 * org.apache.kafka.connect.errors.DataException} that names the field, line and column and never
 * contains the text; or becomes null, or stays, as {@code on.error} says.
 */
public abstract class ParseJson<R extends ConnectRecord<R>>
    implements Transformation<R>, Versioned {

  private final RecordPart part;
  private JsonParsing parsing = (topic, schema, value) -> new SchemaAndValue(schema, value);

  ParseJson(RecordPart part) {
    this.part = part;
  }

  /** Parses the record's key, or fields of it. */
  public static final class Key<R extends ConnectRecord<R>> extends ParseJson<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** Parses the record's value, or fields of it. */
  public static final class Value<R extends ConnectRecord<R>> extends ParseJson<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }

  @Override
  public void configure(Map<String, ?> settings) {
    parsing = new ParseJsonConfig(settings).parsing(part);
  }

  @Override
  public R apply(R record) {
    Object before = part.value(record);
    if (before == null) {
      return record;
    }
    @Nullable Schema schema = part.schema(record);
    SchemaAndValue after = parsing.apply(record.topic(), schema, before);
    return part.with(record, after.schema(), after.value());
  }

  @Override
  public ConfigDef config() {
    return ParseJsonConfig.DEF;
  }

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public void close() {}
}
