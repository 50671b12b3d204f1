package io.acequia.formats.value;

import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/** Connect's logical types, told by the schema's name. */
public enum LogicalType {
  NONE,
  DECIMAL,
  DATE,
  TIME,
  TIMESTAMP;

  /** The precision of a decimal whose schema does not say it: what databases mostly can hold. */
  public static final int DEFAULT_PRECISION = 38;

  /** The parameter that Confluent's converters use for it, too. */
  private static final String PRECISION = "connect.decimal.precision";

  public static LogicalType of(Schema schema) {
    String name = schema.name();
    if (name == null) {
      return NONE;
    }
    return switch (name) {
      case Decimal.LOGICAL_NAME -> schema.type() == Schema.Type.BYTES ? DECIMAL : NONE;
      case Date.LOGICAL_NAME -> schema.type() == Schema.Type.INT32 ? DATE : NONE;
      case Time.LOGICAL_NAME -> schema.type() == Schema.Type.INT32 ? TIME : NONE;
      case Timestamp.LOGICAL_NAME -> schema.type() == Schema.Type.INT64 ? TIMESTAMP : NONE;
      default -> NONE;
    };
  }

  /** The digits behind the point of a decimal schema. */
  public static int scale(Schema decimal) {
    String scale = parameter(decimal, Decimal.SCALE_FIELD);
    try {
      return scale == null ? 0 : Integer.parseInt(scale);
    } catch (NumberFormatException e) {
      throw new Misfit("is a decimal whose scale is not a number");
    }
  }

  /** The digits of a decimal schema. */
  public static int precision(Schema decimal) {
    String precision = parameter(decimal, PRECISION);
    try {
      return precision == null ? DEFAULT_PRECISION : Integer.parseInt(precision);
    } catch (NumberFormatException e) {
      throw new Misfit("is a decimal whose precision is not a number");
    }
  }

  private static @Nullable String parameter(Schema schema, String name) {
    Map<String, String> parameters = schema.parameters();
    return parameters == null ? null : parameters.get(name);
  }

  /** A decimal schema that says its precision. */
  public static SchemaBuilder decimal(int precision, int scale) {
    return Decimal.builder(scale).parameter(PRECISION, Integer.toString(precision));
  }
}
