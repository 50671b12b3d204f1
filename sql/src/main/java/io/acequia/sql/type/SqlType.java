package io.acequia.sql.type;

import java.util.Objects;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * The type of an expression, as far as it is known when the expression is bound.
 *
 * @param kind the family
 * @param schema the Connect schema that values of this type conform to, so that a column which is
 *     only passed on keeps its name, documentation and default; null for {@link Kind#ANY} and
 *     {@link Kind#NULL}
 */
public record SqlType(Kind kind, @Nullable Schema schema) {

  /** The families of types, with the Java class of their values. */
  public enum Kind {
    /** Known only when a record is read, as the fields of a map without schema are. */
    ANY,
    /** The literal NULL. */
    NULL,
    /** {@link Boolean}. */
    BOOLEAN,
    /** {@link Byte}, {@link Short} or {@link Integer}. */
    INTEGER,
    /** {@link Long}. */
    BIGINT,
    /** {@link Float}. */
    REAL,
    /** {@link Double}. */
    DOUBLE,
    /** {@link java.math.BigDecimal}. */
    DECIMAL,
    /** {@link String}. */
    STRING,
    /** {@code byte[]} or {@link java.nio.ByteBuffer}. */
    BYTES,
    /** {@link java.util.Date} at midnight UTC. */
    DATE,
    /** {@link java.util.Date} on the day of the epoch, UTC. */
    TIME,
    /** {@link java.util.Date}, in milliseconds. */
    TIMESTAMP,
    /** {@link java.util.List}. */
    ARRAY,
    /** {@link java.util.Map}. */
    MAP,
    /** {@link org.apache.kafka.connect.data.Struct}. */
    STRUCT;

    public boolean isNumeric() {
      return this == INTEGER || this == BIGINT || this == REAL || this == DOUBLE || this == DECIMAL;
    }
  }

  public static final SqlType ANY = new SqlType(Kind.ANY, null);
  public static final SqlType NULL = new SqlType(Kind.NULL, null);
  public static final SqlType BOOLEAN = of(Schema.OPTIONAL_BOOLEAN_SCHEMA);
  public static final SqlType INTEGER = of(Schema.OPTIONAL_INT32_SCHEMA);
  public static final SqlType BIGINT = of(Schema.OPTIONAL_INT64_SCHEMA);
  public static final SqlType REAL = of(Schema.OPTIONAL_FLOAT32_SCHEMA);
  public static final SqlType DOUBLE = of(Schema.OPTIONAL_FLOAT64_SCHEMA);
  public static final SqlType STRING = of(Schema.OPTIONAL_STRING_SCHEMA);
  public static final SqlType BYTES = of(Schema.OPTIONAL_BYTES_SCHEMA);
  public static final SqlType DATE = of(Date.builder().optional().build());
  public static final SqlType TIME = of(Time.builder().optional().build());
  public static final SqlType TIMESTAMP = of(Timestamp.builder().optional().build());

  /** The type of values of a schema. */
  public static SqlType of(Schema schema) {
    return new SqlType(kindOf(schema), schema);
  }

  /**
   * @param scale digits after the point, from 0
   */
  public static SqlType decimal(int scale) {
    return of(Decimal.builder(scale).optional().build());
  }

  /** An array; of {@link #ANY} elements if those are not known, and then without a schema. */
  public static SqlType array(SqlType element) {
    return element.schema == null
        ? new SqlType(Kind.ARRAY, null)
        : of(SchemaBuilder.array(element.schema).optional().build());
  }

  /** A map with text keys; without a schema if the values' type is not known. */
  public static SqlType map(SqlType value) {
    return value.schema == null
        ? new SqlType(Kind.MAP, null)
        : of(SchemaBuilder.map(Schema.STRING_SCHEMA, value.schema).optional().build());
  }

  private static Kind kindOf(Schema schema) {
    String name = schema.name();
    if (Decimal.LOGICAL_NAME.equals(name)) {
      return Kind.DECIMAL;
    }
    if (Date.LOGICAL_NAME.equals(name)) {
      return Kind.DATE;
    }
    if (Time.LOGICAL_NAME.equals(name)) {
      return Kind.TIME;
    }
    if (Timestamp.LOGICAL_NAME.equals(name)) {
      return Kind.TIMESTAMP;
    }
    return switch (schema.type()) {
      case BOOLEAN -> Kind.BOOLEAN;
      case INT8, INT16, INT32 -> Kind.INTEGER;
      case INT64 -> Kind.BIGINT;
      case FLOAT32 -> Kind.REAL;
      case FLOAT64 -> Kind.DOUBLE;
      case STRING -> Kind.STRING;
      case BYTES -> Kind.BYTES;
      case ARRAY -> Kind.ARRAY;
      case MAP -> Kind.MAP;
      case STRUCT -> Kind.STRUCT;
    };
  }

  /** Whether nothing is known before a record is read, or the value is the literal NULL. */
  public boolean isOpen() {
    return kind == Kind.ANY || kind == Kind.NULL;
  }

  /** The type of an array's elements or a map's values; {@link #ANY} where that is not known. */
  public SqlType element() {
    return schema == null || (kind != Kind.ARRAY && kind != Kind.MAP)
        ? ANY
        : of(Objects.requireNonNull(schema.valueSchema()));
  }

  /** The name that messages show, such as {@code BIGINT}. */
  @Override
  public String toString() {
    return kind.name();
  }
}
