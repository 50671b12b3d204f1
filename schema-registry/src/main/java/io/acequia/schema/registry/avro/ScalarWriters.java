package io.acequia.schema.registry.avro;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.errors.DataException;

/** Writers of values without parts; {@code place} is what messages end with. */
final class ScalarWriters {

  private ScalarWriters() {}

  static ContentWriter integer(Schema schema) {
    if (Date.LOGICAL_NAME.equals(schema.name())) {
      return (value, out) -> out.writeInt(Date.fromLogical(schema, (java.util.Date) value));
    }
    if (Time.LOGICAL_NAME.equals(schema.name())) {
      return (value, out) -> out.writeInt(Time.fromLogical(schema, (java.util.Date) value));
    }
    return (value, out) -> out.writeInt(((Number) value).intValue());
  }

  static ContentWriter enumeration(org.apache.avro.Schema target, String place) {
    Map<String, Integer> ordinals = new HashMap<>();
    target.getEnumSymbols().forEach(symbol -> ordinals.put(symbol, ordinals.size()));
    return (value, out) -> {
      Integer ordinal = ordinals.get((String) value);
      if (ordinal == null) {
        throw new DataException("a text that is no symbol of the enum" + place);
      }
      out.writeEnum(ordinal);
    };
  }

  static ByteBuffer bytes(Schema schema, Object value) {
    if (value instanceof BigDecimal decimal) {
      return ByteBuffer.wrap(Decimal.fromLogical(schema, decimal));
    }
    return value instanceof ByteBuffer buffer ? buffer : ByteBuffer.wrap((byte[]) value);
  }

  static ContentWriter fixed(Schema schema, org.apache.avro.Schema target, String place) {
    int size = target.getFixedSize();
    boolean number = LogicalType.of(target) == LogicalType.DECIMAL;
    return (value, out) -> {
      ByteBuffer given = bytes(schema, value).duplicate();
      int missing = size - given.remaining();
      if (missing < 0 || missing > 0 && !number) {
        throw new DataException("bytes that are not " + size + " as they must be" + place);
      }
      byte[] fixed = new byte[size];
      if (missing > 0 && given.hasRemaining() && given.get(given.position()) < 0) {
        java.util.Arrays.fill(fixed, 0, missing, (byte) -1);
      }
      given.get(fixed, missing, given.remaining());
      out.writeFixed(fixed);
    };
  }
}
