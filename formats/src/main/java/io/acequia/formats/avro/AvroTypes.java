package io.acequia.formats.avro;

import io.acequia.formats.ReadLimits;
import io.acequia.formats.compress.CorruptInputException;
import io.acequia.formats.value.LogicalType;
import io.acequia.formats.value.Misfit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * Connect's schemas of Avro's, with the decoders of their values. Enumerations are text; times and
 * timestamps have milliseconds, finer ones are cut; a union of several types is a struct of
 * optional fields, one of which is there.
 */
final class AvroTypes {

  private static final long DAY = 86_400_000L;

  private final ReadLimits limits;
  private int columns;

  private AvroTypes(ReadLimits limits) {
    this.limits = limits;
  }

  /**
   * The type of a file's records.
   *
   * @throws Misfit if Connect cannot express it, or it exceeds a limit
   */
  static AvroType of(Schema schema, ReadLimits limits) {
    return new AvroTypes(limits).type(schema, false, 1);
  }

  private AvroType type(Schema avro, boolean optional, int depth) {
    if (depth > limits.depth()) {
      throw new Misfit("is nested more than " + limits.depth() + " levels deep, or in itself");
    }
    return switch (avro.getType()) {
      case UNION -> union(avro, optional, depth);
      case RECORD -> record(avro, optional, depth);
      case ARRAY -> array(avro, optional, depth);
      case MAP -> map(avro, optional, depth);
      case NULL ->
          new AvroType(org.apache.kafka.connect.data.Schema.OPTIONAL_STRING_SCHEMA, in -> null);
      default -> simple(avro, optional);
    };
  }

  private static AvroType done(SchemaBuilder schema, boolean optional, AvroType.Decoder decoder) {
    return new AvroType((optional ? schema.optional() : schema).build(), decoder);
  }

  private AvroType record(Schema avro, boolean optional, int depth) {
    columns += avro.getFields().size();
    if (columns > limits.columns()) {
      throw new Misfit("the schema has more than " + limits.columns() + " fields");
    }
    SchemaBuilder struct = SchemaBuilder.struct().name(avro.getFullName()).doc(avro.getDoc());
    List<AvroType.Decoder> decoders = new ArrayList<>();
    for (Schema.Field field : avro.getFields()) {
      String original = field.getProp(AvroSchemas.NAME);
      String name = original == null ? field.name() : original;
      try {
        AvroType type = type(field.schema(), false, depth + 1);
        struct.field(name, type.schema());
        decoders.add(type.decoder());
      } catch (Misfit misfit) {
        throw misfit.in(name);
      }
    }
    org.apache.kafka.connect.data.Schema schema = (optional ? struct.optional() : struct).build();
    AvroType.Decoder[] each = decoders.toArray(AvroType.Decoder[]::new);
    return new AvroType(
        schema,
        in -> {
          Struct value = new Struct(schema);
          for (int i = 0; i < each.length; i++) {
            value.put(schema.fields().get(i), each[i].read(in));
          }
          return value;
        });
  }

  private AvroType array(Schema avro, boolean optional, int depth) {
    Schema element = avro.getElementType();
    if ("map".equals(avro.getProp(AvroSchemas.TYPE)) && element.getType() == Schema.Type.RECORD) {
      return entries(element, optional, depth);
    }
    AvroType type = type(element, false, depth + 1);
    AvroType.Decoder decoder = type.decoder();
    return done(
        SchemaBuilder.array(type.schema()),
        optional,
        in -> {
          List<@Nullable Object> list = new ArrayList<>();
          for (long count = in.elements(); count > 0; count = in.elements()) {
            for (long i = 0; i < count; i++) {
              list.add(decoder.read(in));
            }
          }
          return list;
        });
  }

  /** A map of Connect's whose keys are not text. */
  private AvroType entries(Schema entry, boolean optional, int depth) {
    return mapOf(
        type(entry.getField("key").schema(), false, depth + 1),
        type(entry.getField("value").schema(), false, depth + 1),
        optional);
  }

  private AvroType map(Schema avro, boolean optional, int depth) {
    AvroType keys =
        new AvroType(org.apache.kafka.connect.data.Schema.STRING_SCHEMA, AvroInput::text);
    return mapOf(keys, type(avro.getValueType(), false, depth + 1), optional);
  }

  private static AvroType mapOf(AvroType keys, AvroType values, boolean optional) {
    return done(
        SchemaBuilder.map(keys.schema(), values.schema()),
        optional,
        in -> {
          Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
          for (long count = in.elements(); count > 0; count = in.elements()) {
            for (long i = 0; i < count; i++) {
              map.put(keys.decoder().read(in), values.decoder().read(in));
            }
          }
          return map;
        });
  }

  private AvroType union(Schema avro, boolean optional, int depth) {
    List<Schema> branches = avro.getTypes();
    List<Schema> others = branches.stream().filter(b -> b.getType() != Schema.Type.NULL).toList();
    boolean nullable = optional || others.size() < branches.size();
    if (others.size() == 1) {
      AvroType type = type(others.get(0), nullable, depth);
      int there = branches.indexOf(others.get(0));
      return new AvroType(
          type.schema(), in -> branch(in, branches) == there ? type.decoder().read(in) : null);
    }
    SchemaBuilder struct = SchemaBuilder.struct();
    Map<Integer, AvroType> types = new LinkedHashMap<>();
    for (Schema branch : others) {
      AvroType type = type(branch, true, depth + 1);
      types.put(branches.indexOf(branch), type);
      struct.field(branch.getName(), type.schema());
    }
    org.apache.kafka.connect.data.Schema schema = (nullable ? struct.optional() : struct).build();
    return new AvroType(
        schema,
        in -> {
          int index = branch(in, branches);
          AvroType type = types.get(index);
          return type == null
              ? null
              : new Struct(schema).put(branches.get(index).getName(), type.decoder().read(in));
        });
  }

  private static int branch(AvroInput in, List<Schema> branches) throws CorruptInputException {
    long index = in.integer();
    if (index < 0 || index >= branches.size()) {
      throw new CorruptInputException("has a branch that its union does not have", null);
    }
    return (int) index;
  }

  private static AvroType simple(Schema avro, boolean optional) {
    if (avro.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      AvroType.Decoder bytes =
          avro.getType() == Schema.Type.FIXED
              ? in -> in.fixed(avro.getFixedSize())
              : AvroInput::bytes;
      return done(
          LogicalType.decimal(decimal.getPrecision(), decimal.getScale()),
          optional,
          in -> decimal((byte[]) bytes.read(in), decimal.getScale()));
    }
    return switch (avro.getType()) {
      case INT -> ofInt(avro, optional);
      case LONG -> ofLong(avro, optional);
      case FLOAT -> done(SchemaBuilder.float32(), optional, AvroInput::float32);
      case DOUBLE -> done(SchemaBuilder.float64(), optional, AvroInput::float64);
      case BOOLEAN -> done(SchemaBuilder.bool(), optional, in -> in.one() != 0);
      case STRING -> done(SchemaBuilder.string(), optional, AvroInput::text);
      case BYTES -> done(SchemaBuilder.bytes(), optional, AvroInput::bytes);
      case FIXED -> fixed(avro, optional);
      case ENUM -> {
        List<String> symbols = avro.getEnumSymbols();
        yield done(SchemaBuilder.string(), optional, in -> symbol(symbols, in.integer()));
      }
      default -> throw new Misfit("is of Avro's type " + avro.getType().getName());
    };
  }

  private static AvroType fixed(Schema avro, boolean optional) {
    int size = avro.getFixedSize();
    if ("uuid".equals(avro.getProp("logicalType")) && size == 2 * Long.BYTES) {
      return done(
          SchemaBuilder.string(),
          optional,
          in -> {
            java.nio.ByteBuffer bits = java.nio.ByteBuffer.wrap(in.fixed(size));
            return new UUID(bits.getLong(), bits.getLong()).toString();
          });
    }
    return done(SchemaBuilder.bytes(), optional, in -> in.fixed(size));
  }

  private static AvroType ofInt(Schema avro, boolean optional) {
    String logical = avro.getProp("logicalType");
    String type = avro.getProp(AvroSchemas.TYPE);
    if ("date".equals(logical)) {
      return done(
          org.apache.kafka.connect.data.Date.builder(),
          optional,
          in -> new Date(in.integer() * DAY));
    } else if ("time-millis".equals(logical)) {
      return done(Time.builder(), optional, in -> new Date(in.integer()));
    } else if ("int8".equals(type)) {
      return done(SchemaBuilder.int8(), optional, in -> (byte) in.integer());
    } else if ("int16".equals(type)) {
      return done(SchemaBuilder.int16(), optional, in -> (short) in.integer());
    }
    return done(SchemaBuilder.int32(), optional, in -> (int) in.integer());
  }

  private static AvroType ofLong(Schema avro, boolean optional) {
    String logical = avro.getProp("logicalType");
    return switch (logical == null ? "" : logical) {
      case "timestamp-millis", "local-timestamp-millis" -> timestamp(optional, 1);
      case "timestamp-micros", "local-timestamp-micros" -> timestamp(optional, 1_000);
      case "timestamp-nanos", "local-timestamp-nanos" -> timestamp(optional, 1_000_000);
      case "time-micros" ->
          done(Time.builder(), optional, in -> new Date(Math.floorDiv(in.integer(), 1_000)));
      default -> done(SchemaBuilder.int64(), optional, AvroInput::integer);
    };
  }

  private static AvroType timestamp(boolean optional, int unitsInMilli) {
    return done(
        Timestamp.builder(), optional, in -> new Date(Math.floorDiv(in.integer(), unitsInMilli)));
  }

  private static String symbol(List<String> symbols, long index) throws CorruptInputException {
    if (index < 0 || index >= symbols.size()) {
      throw new CorruptInputException("has a symbol that its enumeration does not have", null);
    }
    return symbols.get((int) index);
  }

  private static BigDecimal decimal(byte @Nullable [] unscaled, int scale)
      throws CorruptInputException {
    if (unscaled == null || unscaled.length == 0) {
      throw new CorruptInputException("has a decimal without digits", null);
    }
    return new BigDecimal(new BigInteger(unscaled), scale);
  }
}
