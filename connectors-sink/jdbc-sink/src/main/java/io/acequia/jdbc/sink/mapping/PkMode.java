package io.acequia.jdbc.sink.mapping;

/** Where the primary key of a row comes from. */
public enum PkMode {
  /** Rows have none. */
  NONE,
  /** The record's key: a primitive, or fields of a Struct or map. */
  RECORD_KEY,
  /** Columns that come from the record's value. */
  RECORD_VALUE,
  /** The record's original topic, partition and offset. */
  KAFKA;

  /** As the users of other JDBC sinks know it: {@code record_key}. */
  public String spelling() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
