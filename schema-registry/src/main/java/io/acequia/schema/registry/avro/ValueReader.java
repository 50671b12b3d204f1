package io.acequia.schema.registry.avro;

import org.jspecify.annotations.Nullable;

/** Reads values of one schema. */
@FunctionalInterface
interface ValueReader {

  /**
   * Reads the next value.
   *
   * @throws org.apache.kafka.connect.errors.DataException if it is not of the schema
   */
  @Nullable Object read(BinaryInput in);
}
