package io.acequia.jdbc.sink.schema;

import org.jspecify.annotations.Nullable;

/** The types that a column gets when this sink creates it. */
public enum SqlType {
  BOOLEAN("boolean"),
  SMALLINT("smallint"),
  INTEGER("integer"),
  BIGINT("bigint"),
  REAL("real"),
  DOUBLE("double precision"),
  NUMERIC("numeric"),
  DATE("date"),
  TIME("time without time zone"),
  TIMESTAMP("timestamp without time zone"),
  TIMESTAMPTZ("timestamp with time zone"),
  UUID("uuid"),
  BYTEA("bytea"),
  TEXT("text"),
  JSONB("jsonb"),
  BOOLEAN_ARRAY("boolean[]"),
  SMALLINT_ARRAY("smallint[]"),
  INTEGER_ARRAY("integer[]"),
  BIGINT_ARRAY("bigint[]"),
  REAL_ARRAY("real[]"),
  DOUBLE_ARRAY("double precision[]"),
  NUMERIC_ARRAY("numeric[]"),
  TEXT_ARRAY("text[]"),
  DATE_ARRAY("date[]"),
  TIMESTAMPTZ_ARRAY("timestamp with time zone[]");

  private final String sql;

  SqlType(String sql) {
    this.sql = sql;
  }

  /** As written in SQL, and as {@code format_type} prints it. */
  public String sql() {
    return sql;
  }

  /** The array of this type; {@link #JSONB} where there is none of ours. */
  public SqlType array() {
    for (SqlType candidate : values()) {
      if (candidate.sql.equals(sql + "[]")) {
        return candidate;
      }
    }
    return JSONB;
  }

  private boolean isInteger() {
    return this == SMALLINT || this == INTEGER || this == BIGINT;
  }

  private boolean isNumber() {
    return isInteger() || this == REAL || this == DOUBLE || this == NUMERIC;
  }

  private boolean isNested() {
    return this == JSONB || sql.endsWith("[]");
  }

  /** The narrowest type that takes the values of both: what a column of mixed values becomes. */
  public SqlType or(SqlType other) {
    if (this == other) {
      return this;
    }
    if (isNumber() && other.isNumber()) {
      if (isInteger() && other.isInteger()) {
        return ordinal() > other.ordinal() ? this : other;
      }
      // A double holds every smallint and integer, but not every bigint.
      boolean exact = this == NUMERIC || other == NUMERIC || this == BIGINT || other == BIGINT;
      return exact ? NUMERIC : DOUBLE;
    }
    return isNested() || other.isNested() ? JSONB : TEXT;
  }

  /**
   * What a column of type {@code from} is to be widened to so that it takes values of type {@code
   * declared}; {@code null} when it does already, or when no widening helps.
   *
   * @param from as {@code format_type} prints it, without a modifier
   */
  public static @Nullable SqlType widening(String from, SqlType declared) {
    for (SqlType type : values()) {
      if (type.sql.equals(from) && type.isNumber() && declared.isNumber()) {
        SqlType both = type.or(declared);
        return both == type ? null : both;
      }
    }
    return null;
  }
}
