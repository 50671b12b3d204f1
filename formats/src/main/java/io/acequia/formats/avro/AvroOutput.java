package io.acequia.formats.avro;

import io.acequia.formats.value.Bytes;
import io.acequia.formats.value.LogicalType;
import io.acequia.formats.value.Scratch;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Values in Avro's binary encoding, under the schema that {@link AvroSchemas} makes of theirs. They
 * have been checked.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#binary-encoding">Avro 1.12</a>
 */
final class AvroOutput {

  private static final long DAY = 86_400_000L;

  private final Scratch out;

  AvroOutput(Scratch out) {
    this.out = out;
  }

  void value(Schema schema, @Nullable Object value) {
    if (schema.isOptional()) {
      integer(value == null ? 0 : 1);
    }
    if (value != null) {
      plain(schema, value);
    }
  }

  /** A value that is there, of a schema whose optionality does not matter. */
  void plain(Schema schema, Object value) {
    switch (LogicalType.of(schema)) {
      case DECIMAL -> bytes(((BigDecimal) value).unscaledValue().toByteArray());
      case DATE -> integer(Math.floorDiv(((Date) value).getTime(), DAY));
      case TIME, TIMESTAMP -> integer(((Date) value).getTime());
      case NONE -> ofType(schema, value);
    }
  }

  private void ofType(Schema schema, Object value) {
    switch (schema.type()) {
      case INT8, INT16, INT32, INT64 -> integer(((Number) value).longValue());
      case FLOAT32 -> fixed(Float.floatToIntBits((Float) value), Float.BYTES);
      case FLOAT64 -> fixed(Double.doubleToLongBits((Double) value), Double.BYTES);
      case BOOLEAN -> out.write((Boolean) value ? 1 : 0);
      case STRING -> text((String) value);
      case BYTES -> bytes(Bytes.of(value));
      case ARRAY -> array(schema, (Collection<?>) value);
      case MAP -> map(schema, (Map<?, ?>) value);
      case STRUCT -> struct(schema, (Struct) value);
    }
  }

  private void struct(Schema schema, Struct struct) {
    for (Field field : schema.fields()) {
      value(field.schema(), struct.get(field.name()));
    }
  }

  private void array(Schema schema, Collection<?> list) {
    if (!list.isEmpty()) {
      integer(list.size());
      for (Object element : list) {
        value(schema.valueSchema(), element);
      }
    }
    integer(0);
  }

  private void map(Schema schema, Map<?, ?> map) {
    boolean text = AvroSchemas.hasTextKeys(schema);
    if (!map.isEmpty()) {
      integer(map.size());
      map.forEach(
          (key, inner) -> {
            if (text) {
              text(String.valueOf(key));
            } else {
              value(schema.keySchema(), key);
            }
            value(schema.valueSchema(), inner);
          });
    }
    integer(0);
  }

  void text(String text) {
    bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(byte[] bytes) {
    integer(bytes.length);
    out.writeBytes(bytes);
  }

  /** Zig-zag, seven bits a byte, the lowest first. */
  void integer(long value) {
    long left = (value << 1) ^ (value >> 63);
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }

  private void fixed(long bits, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (bits >>> (8 * i)));
    }
  }
}
