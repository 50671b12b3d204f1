package io.acequia.schema.registry.avro;

import java.io.IOException;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** Writes values as one schema says. */
@FunctionalInterface
interface ValueWriter {

  /**
   * Writes a value.
   *
   * @throws org.apache.kafka.connect.errors.DataException if it does not fit the schema
   */
  void write(@Nullable Object value, Encoder out) throws IOException;
}
