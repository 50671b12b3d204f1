package io.acequia.formats.parquet;

import io.acequia.formats.value.LogicalType;
import io.acequia.formats.value.Misfit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Date;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * What a column of Parquet is in Connect. Times and timestamps have milliseconds, finer ones are
 * cut. Unsigned numbers are of the next larger type; those of 64 bits are decimals.
 */
final class SimpleTypes {

  private static final long DAY = 86_400_000L;

  /** The Julian day of 1970-01-01, from which INT96 counts. */
  private static final long JULIAN_EPOCH = 2_440_588L;

  private SimpleTypes() {}

  static ParquetType of(PrimitiveType type, boolean optional) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
      int scale = decimal.getScale();
      return of(
          LogicalType.decimal(decimal.getPrecision(), scale),
          optional,
          value -> BigDecimal.valueOf(value, scale),
          bytes -> new BigDecimal(new BigInteger(bytes.getBytes()), scale));
    }
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> ofInt32(meaning, optional);
      case INT64 -> ofInt64(meaning, optional);
      case INT96 -> of(Timestamp.builder(), optional, v -> v, SimpleTypes::int96);
      case FLOAT -> plain(SchemaBuilder.float32(), optional);
      case DOUBLE -> plain(SchemaBuilder.float64(), optional);
      case BOOLEAN -> plain(SchemaBuilder.bool(), optional);
      case BINARY, FIXED_LEN_BYTE_ARRAY -> ofBytes(meaning, optional);
    };
  }

  private static ParquetType of(
      SchemaBuilder schema,
      boolean optional,
      LongFunction<Object> ofLong,
      Function<Binary, Object> ofBinary) {
    return new ParquetType(
        (optional ? schema.optional() : schema).build(),
        target -> new Converters.Simple(target, ofLong, ofBinary));
  }

  private static ParquetType plain(SchemaBuilder schema, boolean optional) {
    return of(schema, optional, v -> v, Binary::getBytes);
  }

  private static ParquetType ofLong(
      SchemaBuilder schema, boolean optional, LongFunction<Object> ofLong) {
    return of(schema, optional, ofLong, Binary::getBytes);
  }

  private static ParquetType ofInt32(LogicalTypeAnnotation meaning, boolean optional) {
    if (meaning instanceof DateLogicalTypeAnnotation) {
      return ofLong(
          org.apache.kafka.connect.data.Date.builder(), optional, days -> new Date(days * DAY));
    }
    if (meaning instanceof TimeLogicalTypeAnnotation) {
      return ofLong(Time.builder(), optional, Date::new);
    }
    int bits = meaning instanceof IntLogicalTypeAnnotation whole ? whole.getBitWidth() : 32;
    boolean signed = !(meaning instanceof IntLogicalTypeAnnotation whole) || whole.isSigned();
    if (bits == 8 && signed) {
      return ofLong(SchemaBuilder.int8(), optional, v -> (byte) v);
    } else if (bits == 8 || (bits == 16 && signed)) {
      return ofLong(SchemaBuilder.int16(), optional, v -> (short) v);
    } else if (bits == 16 || signed) {
      return ofLong(SchemaBuilder.int32(), optional, v -> (int) v);
    }
    return ofLong(SchemaBuilder.int64(), optional, v -> v & 0xffff_ffffL);
  }

  private static ParquetType ofInt64(LogicalTypeAnnotation meaning, boolean optional) {
    if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
      long units = unitsInMilli(timestamp.getUnit());
      return ofLong(Timestamp.builder(), optional, v -> new Date(Math.floorDiv(v, units)));
    }
    if (meaning instanceof TimeLogicalTypeAnnotation time) {
      long units = unitsInMilli(time.getUnit());
      return ofLong(Time.builder(), optional, v -> new Date(Math.floorDiv(v, units)));
    }
    if (meaning instanceof IntLogicalTypeAnnotation whole && !whole.isSigned()) {
      return ofLong(
          LogicalType.decimal(20, 0), optional, v -> new BigDecimal(Long.toUnsignedString(v)));
    }
    return ofLong(SchemaBuilder.int64(), optional, v -> v);
  }

  private static long unitsInMilli(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> 1;
      case MICROS -> 1_000;
      case NANOS -> 1_000_000;
    };
  }

  private static ParquetType ofBytes(LogicalTypeAnnotation meaning, boolean optional) {
    boolean text =
        meaning instanceof StringLogicalTypeAnnotation
            || meaning instanceof EnumLogicalTypeAnnotation
            || meaning instanceof JsonLogicalTypeAnnotation;
    if (text) {
      return of(SchemaBuilder.string(), optional, v -> v, Binary::toStringUsingUTF8);
    }
    if (meaning instanceof UUIDLogicalTypeAnnotation) {
      return of(SchemaBuilder.string(), optional, v -> v, SimpleTypes::uuid);
    }
    return plain(SchemaBuilder.bytes(), optional);
  }

  private static Object uuid(Binary value) {
    ByteBuffer bits = ByteBuffer.wrap(exactly(value, 2 * Long.BYTES));
    return new UUID(bits.getLong(), bits.getLong()).toString();
  }

  /** Nanoseconds of the day, then the Julian day; of old writers. */
  private static Object int96(Binary value) {
    ByteBuffer bits =
        ByteBuffer.wrap(exactly(value, Long.BYTES + Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    long nanos = bits.getLong();
    return new Date((bits.getInt() - JULIAN_EPOCH) * DAY + Math.floorDiv(nanos, 1_000_000L));
  }

  private static byte[] exactly(Binary value, int length) {
    byte[] bytes = value.getBytes();
    if (bytes.length != length) {
      throw new Misfit("is not " + length + " bytes long");
    }
    return bytes;
  }
}
