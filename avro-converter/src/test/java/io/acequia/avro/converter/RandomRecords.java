package io.acequia.avro.converter;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Structs of any shape with any values; the same for the same seed. */
final class RandomRecords {

  private static final int MAX_DEPTH = 3;

  private final Random random;
  private int names;

  RandomRecords(long seed) {
    random = new Random(seed);
  }

  /** A struct whose field may be anything; optional structs are not at the top. */
  Schema struct() {
    return struct(SchemaBuilder.struct(), 0).build();
  }

  private SchemaBuilder struct(SchemaBuilder builder, int depth) {
    builder.name("test.n" + random.nextInt(3) + ".Record" + names++);
    int fields = 1 + random.nextInt(6);
    for (int i = 0; i < fields; i++) {
      builder.field("f" + i, schema(depth + 1, true));
    }
    return builder;
  }

  private Schema schema(int depth, boolean field) {
    SchemaBuilder builder = builder(random.nextInt(depth < MAX_DEPTH ? 16 : 13), depth);
    if (random.nextInt(3) == 0) {
      builder.optional();
    }
    if (random.nextInt(8) == 0) {
      builder.doc("doc " + random.nextInt(9));
    }
    boolean scalar = builder.type().isPrimitive() && builder.type() != Schema.Type.BYTES;
    if (field && scalar && random.nextInt(5) == 0) {
      builder.defaultValue(some(builder.build()));
    }
    return builder.build();
  }

  private SchemaBuilder builder(int kind, int depth) {
    return switch (kind) {
      case 0 -> SchemaBuilder.int8();
      case 1 -> SchemaBuilder.int16();
      case 2 -> SchemaBuilder.int32();
      case 3 -> SchemaBuilder.int64();
      case 4 -> SchemaBuilder.float32();
      case 5 -> SchemaBuilder.float64();
      case 6 -> SchemaBuilder.bool();
      case 7 -> SchemaBuilder.bytes();
      case 8 -> Decimal.builder(random.nextInt(10));
      case 9 -> Date.builder();
      case 10 -> Time.builder();
      case 11 -> Timestamp.builder();
      case 13 -> SchemaBuilder.array(schema(depth + 1, false));
      case 14 -> SchemaBuilder.map(Schema.STRING_SCHEMA, schema(depth + 1, false));
      case 15 -> struct(SchemaBuilder.struct(), depth);
      default -> SchemaBuilder.string();
    };
  }

  Object value(Schema schema) {
    return schema.isOptional() && random.nextInt(4) == 0 ? null : some(schema);
  }

  private Object some(Schema schema) {
    if (schema.name() != null) {
      switch (schema.name()) {
        case Decimal.LOGICAL_NAME:
          return new BigDecimal(
              new BigInteger(random.nextInt(100), random).negate(),
              Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD)));
        case Date.LOGICAL_NAME:
          return new java.util.Date(86_400_000L * (random.nextInt(60_000) - 20_000));
        case Time.LOGICAL_NAME:
          return new java.util.Date(random.nextInt(86_400_000));
        case Timestamp.LOGICAL_NAME:
          return new java.util.Date(random.nextLong() >> 20);
        default:
      }
    }
    return switch (schema.type()) {
      case INT8 -> (byte) random.nextInt();
      case INT16 -> (short) random.nextInt();
      case INT32 -> random.nextInt() >> random.nextInt(32);
      case INT64 -> random.nextLong() >> random.nextInt(64);
      case FLOAT32 -> random.nextFloat() * 1000;
      case FLOAT64 -> random.nextGaussian();
      case BOOLEAN -> random.nextBoolean();
      case STRING -> text();
      case BYTES -> {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        yield random.nextBoolean() ? bytes : ByteBuffer.wrap(bytes);
      }
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
          items.add(value(schema.valueSchema()));
        }
        yield items;
      }
      case MAP -> {
        Map<String, Object> entries = new HashMap<>();
        for (int left = random.nextInt(4); left > 0; left--) {
          entries.put(text(), value(schema.valueSchema()));
        }
        yield entries;
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

  private String text() {
    return random
        .ints(random.nextInt(12), 1, 0x2fff)
        .filter(Character::isDefined)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
