package io.acequia.smt.json;

import java.math.BigDecimal;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Values without others inside. */
enum ScalarShape implements Shape {
  /** Only null so far: a text, until a value shows what it is. */
  UNKNOWN("null"),
  BOOLEAN("a boolean"),
  LONG("a number"),
  DOUBLE("a number"),
  TEXT("a text");

  private final String before;

  ScalarShape(String before) {
    this.before = before;
  }

  static ScalarShape of(Object value) {
    if (value instanceof String) {
      return TEXT;
    }
    if (value instanceof Long) {
      return LONG;
    }
    return value instanceof Double ? DOUBLE : BOOLEAN;
  }

  @Override
  public Shape with(@Nullable Object value, Trail trail) {
    if (value == null) {
      return this;
    }
    if (this == UNKNOWN) {
      return Shape.of(value, trail);
    }
    boolean number = this == LONG || this == DOUBLE;
    if (number && value instanceof BigDecimal) {
      return DecimalShape.INTEGER.with(value, trail);
    }
    ScalarShape other =
        value instanceof Long || value instanceof Double
            ? of(value)
            : value instanceof String ? TEXT : value instanceof Boolean ? BOOLEAN : UNKNOWN;
    if (other == this || (this == DOUBLE && other == LONG)) {
      return this;
    }
    if (this == LONG && other == DOUBLE) {
      return DOUBLE;
    }
    throw trail.misfit("was " + before + " before and is " + Shape.nameOf(value) + " here");
  }

  @Override
  public Schema schema(@Nullable String name) {
    return switch (this) {
      case UNKNOWN, TEXT -> Schema.OPTIONAL_STRING_SCHEMA;
      case BOOLEAN -> Schema.OPTIONAL_BOOLEAN_SCHEMA;
      case LONG -> Schema.OPTIONAL_INT64_SCHEMA;
      case DOUBLE -> Schema.OPTIONAL_FLOAT64_SCHEMA;
    };
  }

  @Override
  public int fields() {
    return 0;
  }
}
