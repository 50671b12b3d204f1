package io.acequia.formats;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/** Random schemas of records and values of theirs, the same for the same seed. */
final class Values {

  private static final long DAY = 86_400_000L;
  private static final String[] TEXTS = {
    "",
    " ",
    "null",
    "a,b",
    "\"quoted\"",
    "line\r\nbreak",
    "ünïcödé \uD83D\uDE00",
    "\\",
    "\t",
    "true",
    "1"
  };

  private final Random random;

  Values(long seed) {
    this.random = new Random(seed);
  }

  Schema record() {
    return struct(0, false);
  }

  private Schema struct(int depth, boolean optional) {
    SchemaBuilder struct = SchemaBuilder.struct();
    int fields = 1 + random.nextInt(6);
    for (int i = 0; i < fields; i++) {
      struct.field(fieldName(i), any(depth + 1, random.nextBoolean()));
    }
    return (optional ? struct.optional() : struct).build();
  }

  private String fieldName(int index) {
    return random.nextInt(5) == 0 ? "odd name-" + index : "f" + index;
  }

  private Schema any(int depth, boolean optional) {
    @Nullable SchemaBuilder schema =
        switch (random.nextInt(depth < 4 ? 15 : 12)) {
          case 0 -> SchemaBuilder.int8();
          case 1 -> SchemaBuilder.int16();
          case 2 -> SchemaBuilder.int32();
          case 3 -> SchemaBuilder.int64();
          case 4 -> SchemaBuilder.float32();
          case 5 -> SchemaBuilder.float64();
          case 6 -> SchemaBuilder.bool();
          case 7 -> SchemaBuilder.bytes();
          case 8 ->
              Decimal.builder(random.nextInt(6))
                  .parameter("connect.decimal.precision", random.nextBoolean() ? "12" : "30");
          case 9 -> org.apache.kafka.connect.data.Date.builder();
          case 10 -> Time.builder();
          case 11 -> Timestamp.builder();
          case 12 -> SchemaBuilder.array(any(depth + 1, random.nextBoolean()));
          case 13 -> SchemaBuilder.map(key(), any(depth + 1, random.nextBoolean()));
          default -> null;
        };
    if (schema == null) {
      return struct(depth, optional);
    }
    if (random.nextInt(4) == 0) {
      schema = SchemaBuilder.string();
    }
    return (optional ? schema.optional() : schema).build();
  }

  private Schema key() {
    return random.nextInt(4) == 0 ? Schema.INT32_SCHEMA : Schema.STRING_SCHEMA;
  }

  Struct of(Schema schema) {
    return (Struct) value(schema);
  }

  private @Nullable Object value(Schema schema) {
    if (schema.isOptional() && random.nextInt(3) == 0) {
      return null;
    }
    if (schema.name() != null) {
      return logical(schema);
    }
    return switch (schema.type()) {
      case INT8 -> (byte) random.nextInt();
      case INT16 -> (short) random.nextInt();
      case INT32 -> random.nextInt();
      case INT64 -> random.nextLong();
      case FLOAT32 -> random.nextInt(9) == 0 ? Float.NaN : random.nextFloat() * 1e10f;
      case FLOAT64 ->
          random.nextInt(9) == 0 ? Double.NEGATIVE_INFINITY : random.nextGaussian() * 1e100;
      case BOOLEAN -> random.nextBoolean();
      case STRING -> TEXTS[random.nextInt(TEXTS.length)];
      case BYTES -> {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        yield random.nextBoolean() ? bytes : ByteBuffer.wrap(bytes);
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(schema.valueSchema()));
        }
        yield list;
      }
      case MAP -> {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(value(schema.keySchema()), value(schema.valueSchema()));
        }
        yield map;
      }
      case STRUCT -> {
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
          struct.put(field, value(field.schema()));
        }
        yield struct;
      }
    };
  }

  private Object logical(Schema schema) {
    return switch (schema.name()) {
      case Decimal.LOGICAL_NAME ->
          new BigDecimal(
              new BigInteger(35, random).subtract(BigInteger.ONE.shiftLeft(34)),
              Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD)));
      case org.apache.kafka.connect.data.Date.LOGICAL_NAME ->
          new Date((random.nextInt(80_000) - 20_000) * DAY);
      case Time.LOGICAL_NAME -> new Date(random.nextInt((int) DAY));
      default -> new Date((long) (random.nextGaussian() * 1e12));
    };
  }

  /** A form in which values can be compared: bytes are lists, structs are maps. */
  static @Nullable Object comparable(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    } else if (value instanceof Struct struct) {
      Map<String, Object> map = new LinkedHashMap<>();
      struct.schema().fields().forEach(f -> map.put(f.name(), comparable(struct.get(f))));
      return map;
    } else if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(comparable(element)));
      return copy;
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((k, v) -> copy.put(comparable(k), comparable(v)));
      return copy;
    }
    return value;
  }

  /** What a schema says of its values, without names of structs. */
  static String shape(Schema schema) {
    String inner =
        switch (schema.type()) {
          case STRUCT -> {
            StringBuilder fields = new StringBuilder();
            schema.fields().forEach(f -> fields.append(f.name()).append(shape(f.schema())));
            yield fields.toString();
          }
          case ARRAY -> shape(schema.valueSchema());
          case MAP -> shape(schema.keySchema()) + shape(schema.valueSchema());
          default -> schema.name() + (schema.parameters() == null ? "" : schema.parameters());
        };
    return "(" + schema.type() + (schema.isOptional() ? "?" : "") + inner + ")";
  }
}
