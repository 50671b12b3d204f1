package io.acequia.formats.parquet;

import io.acequia.formats.value.Bytes;
import io.acequia.formats.value.LogicalType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/** How the single values of a schema are written as Parquet's. */
@FunctionalInterface
interface ColumnValue {

  /** Milliseconds. */
  long DAY = 86_400_000L;

  /** Writes a value, which is of the schema. */
  void write(ColumnWriter out, Object value, int repetition, int definition);

  static ColumnValue of(Schema schema) {
    return switch (LogicalType.of(schema)) {
      case DECIMAL -> decimal(LogicalType.precision(schema));
      case DATE ->
          (out, value, r, d) -> out.write((int) Math.floorDiv(((Date) value).getTime(), DAY), r, d);
      case TIME -> (out, value, r, d) -> out.write((int) ((Date) value).getTime(), r, d);
      case TIMESTAMP -> (out, value, r, d) -> out.write(((Date) value).getTime(), r, d);
      case NONE -> plain(schema);
    };
  }

  private static ColumnValue plain(Schema schema) {
    return switch (schema.type()) {
      case INT8, INT16, INT32 -> (out, value, r, d) -> out.write(((Number) value).intValue(), r, d);
      case INT64 -> (out, value, r, d) -> out.write((long) (Long) value, r, d);
      case FLOAT32 -> (out, value, r, d) -> out.write((float) (Float) value, r, d);
      case FLOAT64 -> (out, value, r, d) -> out.write((double) (Double) value, r, d);
      case BOOLEAN -> (out, value, r, d) -> out.write((boolean) (Boolean) value, r, d);
      case STRING ->
          (out, value, r, d) ->
              out.write(binary(((String) value).getBytes(StandardCharsets.UTF_8)), r, d);
      case BYTES -> (out, value, r, d) -> out.write(binary(Bytes.of(value)), r, d);
      case STRUCT, ARRAY, MAP -> throw new IllegalArgumentException(schema.type() + " has columns");
    };
  }

  private static ColumnValue decimal(int precision) {
    if (precision <= ParquetSchemas.LONG_DIGITS) {
      return (out, value, r, d) ->
          out.write(((BigDecimal) value).unscaledValue().longValueExact(), r, d);
    }
    int length = ParquetSchemas.bytes(precision);
    return (out, value, r, d) -> out.write(binary(fixed((BigDecimal) value, length)), r, d);
  }

  private static byte[] fixed(BigDecimal value, int length) {
    byte[] digits = value.unscaledValue().toByteArray();
    byte[] fixed = new byte[length];
    Arrays.fill(fixed, (byte) (value.signum() < 0 ? -1 : 0));
    System.arraycopy(digits, 0, fixed, fixed.length - digits.length, digits.length);
    return fixed;
  }

  private static Binary binary(byte[] bytes) {
    return Binary.fromConstantByteArray(bytes);
  }
}
