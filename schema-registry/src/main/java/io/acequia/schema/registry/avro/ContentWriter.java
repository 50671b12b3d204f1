package io.acequia.schema.registry.avro;

import java.io.IOException;
import org.apache.avro.io.Encoder;

/** Writes values that are not null as one schema says. */
@FunctionalInterface
interface ContentWriter {

  /**
   * Writes a value.
   *
   * @throws org.apache.kafka.connect.errors.DataException if it does not fit the schema
   */
  void write(Object value, Encoder out) throws IOException;
}
