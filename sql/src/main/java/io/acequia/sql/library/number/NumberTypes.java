package io.acequia.sql.library.number;

import io.acequia.sql.function.Argument;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;

/** Types of results by the types of arguments, without the columns' names and defaults. */
final class NumberTypes {

  private NumberTypes() {}

  /** That of the argument. */
  static SqlType same(Argument argument) {
    return switch (argument.type().kind()) {
      case INTEGER -> SqlType.INTEGER;
      case BIGINT -> SqlType.BIGINT;
      case REAL -> SqlType.REAL;
      case DECIMAL -> SqlType.decimal(scale(argument.type()));
      case DOUBLE -> SqlType.DOUBLE;
      default -> SqlType.ANY;
    };
  }

  /** Decimals stay decimals, with other digits after the point; all others become doubles. */
  static SqlType decimalOrDouble(Argument argument, int scale) {
    if (argument.type().isOpen()) {
      return SqlType.ANY;
    }
    return argument.type().kind() == Kind.DECIMAL ? SqlType.decimal(scale) : SqlType.DOUBLE;
  }

  /** The narrowest type that holds the values of both. */
  static SqlType common(Argument first, Argument second) {
    Kind a = first.type().kind();
    Kind b = second.type().kind();
    if (first.type().isOpen() || second.type().isOpen()) {
      return SqlType.ANY;
    }
    if (isFloating(a) || isFloating(b)) {
      return SqlType.DOUBLE;
    }
    if (a == Kind.DECIMAL || b == Kind.DECIMAL) {
      return SqlType.decimal(Math.max(scale(first.type()), scale(second.type())));
    }
    return a == Kind.BIGINT || b == Kind.BIGINT ? SqlType.BIGINT : SqlType.INTEGER;
  }

  /** Digits after the point; 0 for a type that is no decimal. */
  static int scale(SqlType type) {
    Schema schema = type.schema();
    if (type.kind() != Kind.DECIMAL || schema == null || schema.parameters() == null) {
      return 0;
    }
    String scale = schema.parameters().get(Decimal.SCALE_FIELD);
    return scale == null ? 0 : Integer.parseInt(scale);
  }

  private static boolean isFloating(Kind kind) {
    return kind == Kind.DOUBLE || kind == Kind.REAL;
  }
}
