package io.acequia.smt.json;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** Parses the JSON texts of records: a whole value or key, or fields inside. Not thread-safe. */
public interface JsonParsing {

  /**
   * The value with its texts parsed, and its schema.
   *
   * @param topic of the record
   * @param value never modified
   * @throws org.apache.kafka.connect.errors.DataException if a text cannot be parsed, or does not
   *     fit the schema
   */
  SchemaAndValue apply(String topic, @Nullable Schema schema, Object value);
}
