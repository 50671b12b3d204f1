package io.acequia.schema.registry.avro;

import org.apache.avro.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of one Avro schema as values of Connect. What a field is and how it is read is
 * decided once for each schema. Safe for several threads.
 */
public final class ConnectReader {

  private final org.apache.kafka.connect.data.@Nullable Schema schema;
  private final ValueReader reader;

  /**
   * @param version of the subject in the registry, for a schema that does not say its own
   * @throws org.apache.kafka.connect.errors.DataException if Connect cannot express the schema
   */
  public ConnectReader(Schema written, @Nullable Integer version, AvroOptions options) {
    this.schema = AvroToConnect.schema(written, version, options);
    // Confluent's serializers write bytes alone as they are, without their length.
    this.reader =
        schema == null
            ? Anything::read
            : written.getType() == Schema.Type.BYTES
                ? ConnectReaders.rawBytes(written)
                : new ConnectReaders().reader(written, schema);
  }

  /** The schema that values have; null: none. */
  public org.apache.kafka.connect.data.@Nullable Schema schema() {
    return schema;
  }

  /**
   * Reads a record's value.
   *
   * @param offset where it begins, after what tells its schema
   * @throws org.apache.kafka.connect.errors.DataException if it is not of the schema
   */
  public SchemaAndValue read(byte[] record, int offset) {
    BinaryInput in = new BinaryInput(record, offset);
    Object value = reader.read(in);
    in.requireEnd();
    return new SchemaAndValue(schema, value);
  }
}
