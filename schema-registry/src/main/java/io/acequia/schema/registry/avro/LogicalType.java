package io.acequia.schema.registry.avro;

import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What a schema's values stand for, as far as it is known here. */
enum LogicalType {
  NONE,
  DECIMAL,
  DATE,
  TIME_MILLIS,
  TIME_MICROS,
  TIMESTAMP_MILLIS,
  TIMESTAMP_MICROS;

  /** The one of this schema; one that does not fit its type is none, as Avro demands. */
  static LogicalType of(Schema schema) {
    String name = Objects.requireNonNullElse(schema.getProp(AvroNames.LOGICAL_TYPE), "");
    return switch (schema.getType()) {
      case BYTES, FIXED -> name.equals("decimal") ? DECIMAL : NONE;
      case INT ->
          switch (name) {
            case "date" -> DATE;
            case "time-millis" -> TIME_MILLIS;
            default -> NONE;
          };
      case LONG ->
          switch (name) {
            case "time-micros" -> TIME_MICROS;
            case "timestamp-millis" -> TIMESTAMP_MILLIS;
            case "timestamp-micros" -> TIMESTAMP_MICROS;
            default -> NONE;
          };
      default -> NONE;
    };
  }

  /** The digits after the point of a decimal. */
  static int scale(Schema schema) {
    return number(schema.getObjectProp(AvroNames.SCALE), 0);
  }

  /** The digits of a decimal. */
  static int precision(Schema schema) {
    return number(schema.getObjectProp(AvroNames.PRECISION), AvroNames.DEFAULT_PRECISION);
  }

  private static int number(@Nullable Object property, int otherwise) {
    return property instanceof Number number ? number.intValue() : otherwise;
  }
}
