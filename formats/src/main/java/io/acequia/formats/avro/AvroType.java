package io.acequia.formats.avro;

import java.io.IOException;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an Avro schema is in Connect.
 *
 * @param schema Connect's
 * @param decoder of its values
 */
record AvroType(Schema schema, Decoder decoder) {

  /** Reads one value. */
  interface Decoder {

    @Nullable Object read(AvroInput in) throws IOException;
  }
}
