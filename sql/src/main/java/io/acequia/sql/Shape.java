package io.acequia.sql;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a bound statement are.
 *
 * @param form how the value is given
 * @param value the schema of the value if that is a Struct, otherwise null
 * @param key the schema of the key, or null if the record's key has none
 */
public record Shape(Form form, @Nullable Schema value, @Nullable Schema key) {

  /** How a value is given. */
  public enum Form {
    /** Structs of one schema. */
    STRUCT,
    /** Maps without schema. */
    MAP,
    /** JSON objects as {@code byte[]} or String, of which only the fields in use are parsed. */
    JSON
  }

  public static Shape struct(Schema value, @Nullable Schema key) {
    return new Shape(Form.STRUCT, value, key);
  }

  public static Shape map(@Nullable Schema key) {
    return new Shape(Form.MAP, null, key);
  }

  public static Shape json(@Nullable Schema key) {
    return new Shape(Form.JSON, null, key);
  }
}
