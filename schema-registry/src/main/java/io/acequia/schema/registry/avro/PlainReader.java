package io.acequia.schema.registry.avro;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of one Avro schema as maps of plain values, of which those that nobody wants are
 * passed over. Whole numbers are Long, fractions Double, decimals BigDecimal, dates and timestamps
 * {@link Date}, times of day and enums text, bytes {@code byte[]}. Safe for several threads.
 */
public final class PlainReader {

  private final String[] names;
  private final @Nullable ValueReader[] readers;
  private final ValueReader[] skippers;

  /**
   * @param wanted the fields to read; null: all
   * @throws DataException if the schema is not of a record
   */
  public PlainReader(Schema written, @Nullable Set<String> wanted) {
    if (written.getType() != Schema.Type.RECORD) {
      throw new DataException(
          "the value's schema is Avro's " + written.getType().getName() + ", not a record");
    }
    List<Schema.Field> fields = written.getFields();
    names = new String[fields.size()];
    readers = new ValueReader[fields.size()];
    skippers = new ValueReader[fields.size()];
    Skipper skipper = new Skipper();
    PlainReaders plain = new PlainReaders();
    for (int i = 0; i < names.length; i++) {
      names[i] = fields.get(i).name();
      boolean needed = wanted == null || wanted.contains(names[i]);
      readers[i] = needed ? plain.of(fields.get(i).schema()) : null;
      skippers[i] = skipper.of(fields.get(i).schema());
    }
  }

  /**
   * The wanted fields of a record that are not null.
   *
   * @param offset where it begins, after what tells its schema
   * @throws DataException if it is not of the schema
   */
  public Map<String, @Nullable Object> read(byte[] record, int offset) {
    BinaryInput in = new BinaryInput(record, offset);
    Map<String, @Nullable Object> row = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      ValueReader reader = readers[i];
      if (reader == null) {
        var unused = skippers[i].read(in);
        continue;
      }
      Object value = reader.read(in);
      if (value != null) {
        row.put(names[i], value);
      }
    }
    in.requireEnd();
    return row;
  }

  /** Readers of one schema's parts; a record that contains itself is read by itself. */
  private static final class PlainReaders {

    private final Map<String, ValueReader[]> records = new HashMap<>();

    ValueReader of(Schema schema) {
      return switch (schema.getType()) {
        case NULL -> in -> null;
        case BOOLEAN -> BinaryInput::readBoolean;
        case INT -> integer(schema);
        case LONG -> whole(schema);
        case FLOAT -> in -> (double) in.readFloat();
        case DOUBLE -> BinaryInput::readDouble;
        case STRING -> BinaryInput::readString;
        case BYTES, FIXED -> bytes(schema);
        case ENUM -> ConnectReaders.enumeration(schema);
        case ARRAY -> {
          ValueReader items = of(schema.getElementType());
          boolean takesBytes = Bounds.takesBytes(schema.getElementType());
          yield in -> ConnectReaders.list(in, items, takesBytes);
        }
        case MAP -> {
          ValueReader values = of(schema.getValueType());
          yield in -> ConnectReaders.map(in, values, new LinkedHashMap<>());
        }
        case UNION -> {
          ValueReader[] members =
              schema.getTypes().stream().map(this::of).toArray(ValueReader[]::new);
          yield in ->
              members[Bounds.index(in.readInt(), members.length, "members of a union")].read(in);
        }
        case RECORD -> record(schema);
      };
    }

    private static ValueReader integer(Schema schema) {
      return switch (LogicalType.of(schema)) {
        case DATE -> in -> new Date(in.readInt() * 86_400_000L);
        case TIME_MILLIS -> in -> Times.text(in.readInt() * 1_000L);
        default -> in -> (long) in.readInt();
      };
    }

    private static ValueReader whole(Schema schema) {
      return switch (LogicalType.of(schema)) {
        case TIMESTAMP_MILLIS -> in -> new Date(in.readLong());
        case TIMESTAMP_MICROS -> in -> new Date(Math.floorDiv(in.readLong(), 1_000L));
        case TIME_MICROS -> in -> Times.text(in.readLong());
        default -> BinaryInput::readLong;
      };
    }

    private static ValueReader bytes(Schema schema) {
      boolean fixed = schema.getType() == Schema.Type.FIXED;
      int size = fixed ? schema.getFixedSize() : 0;
      ValueReader bytes = in -> fixed ? in.readFixed(size).array() : in.readBytes().array();
      if (LogicalType.of(schema) != LogicalType.DECIMAL) {
        return bytes;
      }
      int scale = LogicalType.scale(schema);
      return in ->
          ConnectReaders.decimal(
              fixed ? in.readFixed(size).array() : in.readBytes().array(), scale);
    }

    private ValueReader record(Schema schema) {
      List<Schema.Field> fields = schema.getFields();
      String[] names = fields.stream().map(Schema.Field::name).toArray(String[]::new);
      ValueReader[] readers = records.get(schema.getFullName());
      if (readers == null) {
        readers = new ValueReader[names.length];
        records.put(schema.getFullName(), readers);
        for (int i = 0; i < names.length; i++) {
          readers[i] = of(fields.get(i).schema());
        }
      }
      ValueReader[] known = readers;
      return in -> {
        in.enter();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
          map.put(names[i], known[i].read(in));
        }
        in.leave();
        return map;
      };
    }
  }

  /** Passes over values; gives null. */
  private static final class Skipper {

    private final Map<String, List<ValueReader>> records = new HashMap<>();

    ValueReader of(Schema schema) {
      return switch (schema.getType()) {
        case NULL -> in -> null;
        case BOOLEAN -> bytes(1);
        case INT, LONG, ENUM ->
            in -> {
              var unused = in.readLong();
              return null;
            };
        case FLOAT -> bytes(Float.BYTES);
        case DOUBLE -> bytes(Double.BYTES);
        case STRING, BYTES ->
            in -> {
              in.skipBytes();
              return null;
            };
        case FIXED -> bytes(schema.getFixedSize());
        case ARRAY ->
            items(of(schema.getElementType()), Bounds.takesBytes(schema.getElementType()));
        case MAP -> entries(of(schema.getValueType()));
        case UNION -> {
          ValueReader[] members =
              schema.getTypes().stream().map(this::of).toArray(ValueReader[]::new);
          yield in ->
              members[Bounds.index(in.readInt(), members.length, "members of a union")].read(in);
        }
        case RECORD -> record(schema);
      };
    }

    private static ValueReader bytes(int count) {
      return in -> {
        var unused = in.skip(count);
        return null;
      };
    }

    private static ValueReader items(ValueReader item, boolean takesBytes) {
      return in -> {
        for (int left = in.readBlock(takesBytes); left != 0; left = in.readBlock(takesBytes)) {
          for (; left > 0; left--) {
            var unused = item.read(in);
          }
        }
        return null;
      };
    }

    private static ValueReader entries(ValueReader value) {
      return items(
          in -> {
            in.skipBytes();
            return value.read(in);
          },
          true);
    }

    private ValueReader record(Schema schema) {
      List<ValueReader> known = records.get(schema.getFullName());
      if (known == null) {
        known = new ArrayList<>();
        records.put(schema.getFullName(), known);
        for (Schema.Field field : schema.getFields()) {
          known.add(of(field.schema()));
        }
      }
      List<ValueReader> fields = known;
      return in -> {
        in.enter();
        for (ValueReader field : fields) {
          var unused = field.read(in);
        }
        in.leave();
        return null;
      };
    }
  }
}
