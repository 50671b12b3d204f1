package io.acequia.smt.lookup;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * The type of a column. In a row without schema a value is a String, Long, Double, Boolean, List or
 * Map; in a struct it has the type's schema.
 */
enum ColumnType {
  STRING(Schema.OPTIONAL_STRING_SCHEMA),
  INT64(Schema.OPTIONAL_INT64_SCHEMA),
  FLOAT64(Schema.OPTIONAL_FLOAT64_SCHEMA),
  BOOLEAN(Schema.OPTIONAL_BOOLEAN_SCHEMA),
  /** Lists and maps, which are JSON text in a struct. */
  JSON(Schema.OPTIONAL_STRING_SCHEMA);

  // A schema of Connect is immutable, although nothing says so to the compiler.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Schema schema;

  ColumnType(Schema schema) {
    this.schema = schema;
  }

  Schema schema() {
    return schema;
  }

  /** The type of such a value. */
  static ColumnType of(Object value) {
    if (value instanceof String) {
      return STRING;
    }
    if (value instanceof Long) {
      return INT64;
    }
    if (value instanceof Double) {
      return FLOAT64;
    }
    return value instanceof Boolean ? BOOLEAN : JSON;
  }

  /** The type of a column with values of both. */
  ColumnType with(ColumnType other) {
    if (this == other) {
      return this;
    }
    if (isNumber() && other.isNumber()) {
      return FLOAT64;
    }
    return this == JSON || other == JSON ? JSON : STRING;
  }

  private boolean isNumber() {
    return this == INT64 || this == FLOAT64;
  }

  /**
   * A value as this column's field of a struct has it.
   *
   * @throws DataException if the table was read again since, with another type for this column
   */
  Object typed(Object value) {
    return switch (this) {
      case STRING -> value instanceof String ? value : Json.text(value);
      case JSON -> Json.text(value);
      case FLOAT64 -> value instanceof Long whole ? Double.valueOf(whole) : required(value);
      case INT64, BOOLEAN -> required(value);
    };
  }

  private Object required(Object value) {
    if (of(value) != this) {
      throw new DataException(
          "a column of the lookup's table was " + this + " and is " + of(value) + " now");
    }
    return value;
  }

  /**
   * A value of JSON as one of this type, which the operator declared.
   *
   * @throws IllegalArgumentException if it cannot be one; without the value
   */
  Object conform(Object value) {
    ColumnType type = of(value);
    if (type == this) {
      return value;
    }
    if (this == STRING || (this == FLOAT64 && type == INT64)) {
      return typed(value);
    }
    if (type == STRING) {
      return parse((String) value);
    }
    throw new IllegalArgumentException("is not of type " + this);
  }

  /**
   * The value that a text stands for.
   *
   * @throws IllegalArgumentException if it stands for none; without the text
   */
  Object parse(String text) {
    try {
      return switch (this) {
        case STRING -> text;
        case INT64 -> Long.valueOf(text.strip());
        case FLOAT64 -> Double.valueOf(text.strip());
        case BOOLEAN -> parseBoolean(text.strip());
        case JSON -> parseJson(text);
      };
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is not of type " + this);
    }
  }

  private static Object parseJson(String text) {
    Object value = Json.parse(text);
    if (value instanceof Map || value instanceof List) {
      return value;
    }
    throw new IllegalArgumentException("is no JSON object or array");
  }

  private static Boolean parseBoolean(String text) {
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    throw new IllegalArgumentException("is neither true nor false");
  }

  /** As it is written in a configuration. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
