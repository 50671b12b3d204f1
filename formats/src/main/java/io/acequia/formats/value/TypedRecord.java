package io.acequia.formats.value;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** What was read from text, under the schema that was declared for it, if one was. */
public final class TypedRecord {

  private final Conversion conversion = Conversion.ofText();
  private final @Nullable Schema schema;

  public TypedRecord(@Nullable Schema schema) {
    this.schema = schema;
  }

  /**
   * The record.
   *
   * @throws Misfit naming the field
   */
  public SchemaAndValue of(@Nullable Object value) {
    return schema == null
        ? new SchemaAndValue(null, value)
        : new SchemaAndValue(schema, conversion.convert(schema, value));
  }
}
