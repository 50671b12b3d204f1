package io.acequia.schema.registry.avro;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.jspecify.annotations.Nullable;

/** Makes readers for the parts of one Avro schema, each with the Connect schema made of it. */
final class ConnectReaders {

  private final OpenRecords<RecordReference, ValueReader> references = new OpenRecords<>();

  ValueReader reader(Schema written, org.apache.kafka.connect.data.Schema schema) {
    return switch (written.getType()) {
      case BOOLEAN -> BinaryInput::readBoolean;
      case INT -> integer(written, schema);
      case LONG ->
          LogicalType.of(written) == LogicalType.TIMESTAMP_MILLIS
              ? in -> new java.util.Date(in.readLong())
              : BinaryInput::readLong;
      case FLOAT -> BinaryInput::readFloat;
      case DOUBLE -> BinaryInput::readDouble;
      case STRING -> BinaryInput::readString;
      case BYTES, FIXED -> bytes(written);
      case ENUM -> enumeration(written);
      case ARRAY -> array(written, schema);
      case MAP -> map(written, schema);
      case RECORD ->
          schema instanceof RecordReference reference
              ? inside(written, reference)
              : record(written, schema);
      case UNION -> union(written, schema);
      case NULL -> in -> null;
    };
  }

  private static ValueReader integer(Schema written, org.apache.kafka.connect.data.Schema schema) {
    return switch (LogicalType.of(written)) {
      case DATE -> in -> Date.toLogical(schema, in.readInt());
      case TIME_MILLIS -> in -> Time.toLogical(schema, in.readInt());
      default ->
          switch (schema.type()) {
            case INT8 -> in -> (byte) in.readInt();
            case INT16 -> in -> (short) in.readInt();
            default -> BinaryInput::readInt;
          };
    };
  }

  private static ValueReader bytes(Schema written) {
    boolean fixed = written.getType() == Type.FIXED;
    int size = fixed ? written.getFixedSize() : 0;
    if (LogicalType.of(written) == LogicalType.DECIMAL) {
      int scale = LogicalType.scale(written);
      return in -> decimal(fixed ? in.readFixed(size).array() : in.readBytes().array(), scale);
    }
    return fixed ? in -> in.readFixed(size) : BinaryInput::readBytes;
  }

  static ValueReader rawBytes(Schema written) {
    if (LogicalType.of(written) == LogicalType.DECIMAL) {
      int scale = LogicalType.scale(written);
      return in -> decimal(in.readFixed(in.remaining()).array(), scale);
    }
    return in -> in.readFixed(in.remaining());
  }

  static BigDecimal decimal(byte[] unscaled, int scale) {
    return unscaled.length == 0
        ? BigDecimal.valueOf(0, scale)
        : new BigDecimal(new BigInteger(unscaled), scale);
  }

  static ValueReader enumeration(Schema written) {
    String[] symbols = written.getEnumSymbols().toArray(String[]::new);
    return in -> symbols[Bounds.index(in.readInt(), symbols.length, "symbols of an enum")];
  }

  private ValueReader array(Schema written, org.apache.kafka.connect.data.Schema schema) {
    Schema element = written.getElementType();
    boolean takesBytes = Bounds.takesBytes(element);
    if (AvroToConnect.isMapEntry(element)) {
      ValueReader keys = reader(element.getField(AvroNames.KEY).schema(), schema.keySchema());
      ValueReader values = reader(element.getField(AvroNames.VALUE).schema(), schema.valueSchema());
      boolean keyFirst = element.getField(AvroNames.KEY).pos() == 0;
      return in -> entries(in, keys, values, keyFirst, takesBytes);
    }
    ValueReader items = reader(element, schema.valueSchema());
    return in -> list(in, items, takesBytes);
  }

  static List<@Nullable Object> list(BinaryInput in, ValueReader items, boolean takesBytes) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int left = in.readBlock(takesBytes); left != 0; left = in.readBlock(takesBytes)) {
      for (; left > 0; left--) {
        list.add(items.read(in));
      }
    }
    return list;
  }

  private static Map<@Nullable Object, @Nullable Object> entries(
      BinaryInput in, ValueReader keys, ValueReader values, boolean keyFirst, boolean takesBytes) {
    Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
    for (int left = in.readBlock(takesBytes); left != 0; left = in.readBlock(takesBytes)) {
      for (; left > 0; left--) {
        Object first = keyFirst ? keys.read(in) : values.read(in);
        Object second = keyFirst ? values.read(in) : keys.read(in);
        map.put(keyFirst ? first : second, keyFirst ? second : first);
      }
    }
    return map;
  }

  private ValueReader map(Schema written, org.apache.kafka.connect.data.Schema schema) {
    ValueReader values = reader(written.getValueType(), schema.valueSchema());
    return in -> map(in, values, new HashMap<>());
  }

  static Map<String, @Nullable Object> map(
      BinaryInput in, ValueReader values, Map<String, @Nullable Object> map) {
    for (int left = in.readBlock(true); left != 0; left = in.readBlock(true)) {
      for (; left > 0; left--) {
        map.put(in.readString(), values.read(in));
      }
    }
    return map;
  }

  /** A record within itself, to any depth but not without end. */
  private ValueReader inside(Schema written, RecordReference schema) {
    ValueReader known = references.find(schema);
    if (known != null) {
      return known;
    }
    Nested nested = new Nested();
    references.open(schema, nested);
    nested.record = record(written, schema);
    references.close(schema);
    return nested;
  }

  private static final class Nested implements ValueReader {

    private ValueReader record = in -> null;

    @Override
    public @Nullable Object read(BinaryInput in) {
      in.enter();
      Object value = record.read(in);
      in.leave();
      return value;
    }
  }

  private ValueReader record(Schema written, org.apache.kafka.connect.data.Schema schema) {
    Field[] fields = schema.fields().toArray(Field[]::new);
    ValueReader[] readers = new ValueReader[fields.length];
    for (int i = 0; i < fields.length; i++) {
      readers[i] = reader(written.getFields().get(i).schema(), fields[i].schema());
    }
    return in -> {
      Struct struct = new Struct(schema);
      for (int i = 0; i < fields.length; i++) {
        struct.put(fields[i], readers[i].read(in));
      }
      return struct;
    };
  }

  private ValueReader union(Schema written, org.apache.kafka.connect.data.Schema schema) {
    List<Schema> types = written.getTypes();
    int count = types.size();
    ValueReader[] readers = new ValueReader[count];
    if (Unions.isOptional(written)) {
      for (int i = 0; i < count; i++) {
        readers[i] = reader(types.get(i), schema);
      }
      return in -> readers[Bounds.index(in.readInt(), count, "members of a union")].read(in);
    }
    Field[] fields = new Field[count];
    int next = 0;
    for (int i = 0; i < count; i++) {
      if (types.get(i).getType() != Type.NULL) {
        fields[i] = schema.fields().get(next++);
        readers[i] = reader(types.get(i), fields[i].schema());
      }
    }
    return in -> {
      int index = Bounds.index(in.readInt(), count, "members of a union");
      return fields[index] == null
          ? null
          : new Struct(schema).put(fields[index], readers[index].read(in));
    };
  }
}
