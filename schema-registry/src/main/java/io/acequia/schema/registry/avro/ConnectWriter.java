package io.acequia.schema.registry.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of one Connect schema as one Avro schema, its own or another that the registry has.
 * How each field is written is decided once for each pair. For one thread.
 */
public final class ConnectWriter {

  private final @Nullable Schema schema;
  private final org.apache.avro.Schema target;
  private final ValueWriter writer;
  private final boolean raw;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
  private @Nullable BinaryEncoder encoder;

  /**
   * @param schema of the values; null: none
   * @throws DataException if values of this schema do not fit the target
   */
  public ConnectWriter(
      @Nullable Schema schema, org.apache.avro.Schema target, AvroOptions options) {
    this.schema = schema;
    this.target = target;
    this.writer =
        schema == null && AvroToConnect.isAnything(target)
            ? Anything::write
            : ConnectWriters.of(required(schema), target, options);
    // Confluent's deserializers take bytes alone as they are, without their length.
    this.raw = target.getType() == org.apache.avro.Schema.Type.BYTES;
  }

  private static Schema required(@Nullable Schema schema) {
    if (schema == null) {
      throw new DataException("a value without schema does not fit the schema of the registry");
    }
    return schema;
  }

  /** The schema that is written. */
  public org.apache.avro.Schema target() {
    return target;
  }

  /**
   * A value as bytes.
   *
   * @param prefix what comes before it
   * @throws DataException if it is not of the schema
   */
  public byte[] write(byte[] prefix, @Nullable Object value) {
    if (schema != null && schema.type() != Schema.Type.STRUCT) {
      ConnectSchema.validateValue(schema, value);
    }
    try {
      if (raw && schema != null) {
        out.reset();
        out.writeBytes(prefix);
        out.writeBytes(bytes(schema, value));
      } else {
        encoder = EncoderFactory.get().binaryEncoder(out, encoder);
        // Only now: with this has gone out what a value before wrote that was not of its schema.
        out.reset();
        out.writeBytes(prefix);
        writer.write(value, encoder);
        encoder.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassCastException | ArithmeticException | ArrayIndexOutOfBoundsException e) {
      throw new DataException("the value is not of its schema: " + e.getClass().getName(), e);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(Schema schema, @Nullable Object value) {
    Object given = value == null ? schema.defaultValue() : value;
    if (given == null) {
      throw new DataException("null for a value that must not be null");
    }
    if (given instanceof java.math.BigDecimal decimal) {
      return Decimal.fromLogical(schema, decimal);
    }
    if (given instanceof ByteBuffer buffer) {
      byte[] copy = new byte[buffer.remaining()];
      buffer.duplicate().get(copy);
      return copy;
    }
    return (byte[]) given;
  }

  /** The parts of a path that are not empty. */
  static String path(String parent, String name) {
    List<String> parts = new ArrayList<>();
    if (!parent.isEmpty()) {
      parts.add(parent);
    }
    parts.add(name);
    return String.join(".", parts);
  }
}
