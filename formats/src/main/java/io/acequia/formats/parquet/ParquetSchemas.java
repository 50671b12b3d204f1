package io.acequia.formats.parquet;

import io.acequia.formats.value.LogicalType;
import io.acequia.formats.value.Misfit;
import java.math.BigInteger;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Parquet's schema of one of Connect's, with the annotations that all readers know.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md">Parquet's
 *     logical types</a>
 */
final class ParquetSchemas {

  /** The most digits of a decimal that is a whole number of 64 bits. */
  static final int LONG_DIGITS = 18;

  private ParquetSchemas() {}

  /**
   * The schema of a file of such records.
   *
   * @throws Misfit naming the field, if Parquet cannot express it
   */
  static MessageType of(Schema record) {
    if (record.type() != Schema.Type.STRUCT) {
      throw new Misfit("the record is not an object");
    }
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (Field field : notEmpty(record).fields()) {
      message.addField(field(field));
    }
    return message.named(record.name() == null ? "record" : record.name());
  }

  private static Schema notEmpty(Schema struct) {
    if (struct.fields().isEmpty()) {
      throw new Misfit("has no fields, which Parquet cannot express");
    }
    return struct;
  }

  private static Type field(Field field) {
    try {
      return type(field.schema(), field.name(), field.schema().isOptional());
    } catch (Misfit misfit) {
      throw misfit.in(field.name());
    }
  }

  private static Type type(Schema schema, String name, boolean optional) {
    Repetition repetition = optional ? Repetition.OPTIONAL : Repetition.REQUIRED;
    return switch (LogicalType.of(schema)) {
      case DECIMAL -> decimal(schema, name, repetition);
      case DATE ->
          annotated(PrimitiveTypeName.INT32, repetition, name, LogicalTypeAnnotation.dateType());
      case TIME ->
          annotated(
              PrimitiveTypeName.INT32,
              repetition,
              name,
              LogicalTypeAnnotation.timeType(true, TimeUnit.MILLIS));
      case TIMESTAMP ->
          annotated(
              PrimitiveTypeName.INT64,
              repetition,
              name,
              LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS));
      case NONE -> ofType(schema, name, repetition);
    };
  }

  private static Type ofType(Schema schema, String name, Repetition repetition) {
    return switch (schema.type()) {
      case INT8 ->
          annotated(
              PrimitiveTypeName.INT32, repetition, name, LogicalTypeAnnotation.intType(8, true));
      case INT16 ->
          annotated(
              PrimitiveTypeName.INT32, repetition, name, LogicalTypeAnnotation.intType(16, true));
      case INT32 -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
      case INT64 -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      case FLOAT32 -> Types.primitive(PrimitiveTypeName.FLOAT, repetition).named(name);
      case FLOAT64 -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
      case STRING ->
          annotated(PrimitiveTypeName.BINARY, repetition, name, LogicalTypeAnnotation.stringType());
      case BYTES -> Types.primitive(PrimitiveTypeName.BINARY, repetition).named(name);
      case STRUCT -> struct(schema, name, repetition);
      case ARRAY ->
          Types.list(repetition)
              .element(type(schema.valueSchema(), "element", schema.valueSchema().isOptional()))
              .named(name);
      case MAP -> map(schema, name, repetition);
    };
  }

  private static Type annotated(
      PrimitiveTypeName type, Repetition repetition, String name, LogicalTypeAnnotation meaning) {
    return Types.primitive(type, repetition).as(meaning).named(name);
  }

  private static Type struct(Schema struct, String name, Repetition repetition) {
    Types.GroupBuilder<org.apache.parquet.schema.GroupType> group = Types.buildGroup(repetition);
    for (Field field : notEmpty(struct).fields()) {
      group.addField(field(field));
    }
    return group.named(name);
  }

  private static Type map(Schema map, String name, Repetition repetition) {
    if (map.keySchema().isOptional()) {
      throw new Misfit("has keys that may be null, which Parquet cannot express");
    }
    return Types.map(repetition)
        .key(type(map.keySchema(), "key", false))
        .value(type(map.valueSchema(), "value", map.valueSchema().isOptional()))
        .named(name);
  }

  private static Type decimal(Schema schema, String name, Repetition repetition) {
    int precision = LogicalType.precision(schema);
    LogicalTypeAnnotation meaning =
        LogicalTypeAnnotation.decimalType(LogicalType.scale(schema), precision);
    if (LogicalType.scale(schema) < 0 || LogicalType.scale(schema) > precision) {
      throw new Misfit("is a decimal whose scale Parquet cannot express");
    }
    return precision <= LONG_DIGITS
        ? annotated(PrimitiveTypeName.INT64, repetition, name, meaning)
        : Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
            .length(bytes(precision))
            .as(meaning)
            .named(name);
  }

  /** How many bytes a number of so many digits needs, with its sign. */
  static int bytes(int precision) {
    return BigInteger.TEN.pow(precision).bitLength() / Byte.SIZE + 1;
  }
}
