package io.acequia.schema.registry.avro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;
import org.apache.avro.io.Encoder;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Values without a schema, as Confluent's converter writes them: a record with one field for each
 * type, of which at most one is not null.
 */
final class Anything {

  static final Schema SCHEMA = schema();

  /** The places of the fields. */
  private static final int BOOLEAN = 0;

  private static final int BYTES = 1;
  private static final int DOUBLE = 2;
  private static final int FLOAT = 3;
  private static final int INT = 4;
  private static final int LONG = 5;
  private static final int STRING = 6;
  private static final int ARRAY = 7;
  private static final int MAP = 8;
  private static final int FIELDS = 9;

  private static final int MAX_DEPTH = 64;

  private Anything() {}

  private static Schema schema() {
    Schema anything =
        Schema.createRecord(AvroNames.simple(AvroNames.ANYTHING), null, AvroNames.NAMESPACE, false);
    Schema entry = Schema.createRecord(AvroNames.MAP_ENTRY, null, AvroNames.NAMESPACE, false);
    entry.setFields(
        List.of(
            new Schema.Field(AvroNames.KEY, anything, null, null),
            new Schema.Field(AvroNames.VALUE, anything, null, null)));
    anything.setFields(
        List.of(
            optional("boolean", Schema.create(Type.BOOLEAN)),
            optional("bytes", Schema.create(Type.BYTES)),
            optional("double", Schema.create(Type.DOUBLE)),
            optional("float", Schema.create(Type.FLOAT)),
            optional("int", Schema.create(Type.INT)),
            optional("long", Schema.create(Type.LONG)),
            optional("string", Schema.create(Type.STRING)),
            optional("array", Schema.createArray(anything)),
            optional("map", Schema.createArray(entry))));
    return anything;
  }

  private static Schema.Field optional(String name, Schema schema) {
    return new Schema.Field(
        name,
        Schema.createUnion(Schema.create(Type.NULL), schema),
        null,
        JsonProperties.NULL_VALUE);
  }

  static @Nullable Object read(BinaryInput in) {
    in.enter();
    Object value = null;
    for (int field = 0; field < FIELDS; field++) {
      if (Bounds.index(in.readInt(), 2, "members of a union") == 1) {
        value = read(in, field);
      }
    }
    in.leave();
    return value;
  }

  private static Object read(BinaryInput in, int field) {
    return switch (field) {
      case BOOLEAN -> in.readBoolean();
      case BYTES -> in.readBytes();
      case DOUBLE -> in.readDouble();
      case FLOAT -> in.readFloat();
      case INT -> in.readInt();
      case LONG -> in.readLong();
      case STRING -> in.readString();
      case ARRAY -> ConnectReaders.list(in, Anything::read, true);
      default -> {
        Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
        for (int left = in.readBlock(true); left != 0; left = in.readBlock(true)) {
          for (; left > 0; left--) {
            Object key = read(in);
            map.put(key, read(in));
          }
        }
        yield map;
      }
    };
  }

  static void write(@Nullable Object value, Encoder out) throws IOException {
    write(value, out, 0);
  }

  private static void write(@Nullable Object value, Encoder out, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new DataException("a value is nested more than " + MAX_DEPTH + " deep");
    }
    int field = value == null ? FIELDS : field(value);
    for (int i = 0; i < FIELDS; i++) {
      out.writeIndex(i == field ? 1 : 0);
      if (i == field && value != null) {
        content(field, value, out, depth);
      }
    }
  }

  private static int field(Object value) {
    if (value instanceof String) {
      return STRING;
    } else if (value instanceof Long) {
      return LONG;
    } else if (value instanceof Double) {
      return DOUBLE;
    } else if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return INT;
    } else if (value instanceof Boolean) {
      return BOOLEAN;
    } else if (value instanceof Map<?, ?>) {
      return MAP;
    } else if (value instanceof Collection<?>) {
      return ARRAY;
    } else if (value instanceof Float) {
      return FLOAT;
    } else if (value instanceof byte[] || value instanceof ByteBuffer) {
      return BYTES;
    }
    throw new DataException(
        "a value without schema of " + value.getClass().getName() + " cannot be written as Avro");
  }

  private static void content(int field, Object value, Encoder out, int depth) throws IOException {
    switch (field) {
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case BYTES ->
          out.writeBytes(
              value instanceof ByteBuffer buffer ? buffer : ByteBuffer.wrap((byte[]) value));
      case DOUBLE -> out.writeDouble((Double) value);
      case FLOAT -> out.writeFloat((Float) value);
      case INT -> out.writeInt(((Number) value).intValue());
      case LONG -> out.writeLong((Long) value);
      case STRING -> out.writeString((String) value);
      case ARRAY -> {
        Collection<?> items = (Collection<?>) value;
        out.writeArrayStart();
        out.setItemCount(items.size());
        for (Object item : items) {
          out.startItem();
          write(item, out, depth + 1);
        }
        out.writeArrayEnd();
      }
      default -> {
        Map<?, ?> map = (Map<?, ?>) value;
        out.writeArrayStart();
        out.setItemCount(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.startItem();
          write(entry.getKey(), out, depth + 1);
          write(entry.getValue(), out, depth + 1);
        }
        out.writeArrayEnd();
      }
    }
  }
}
