package io.acequia.sql.eval;

import io.acequia.sql.type.RuntimeKind;
import io.acequia.sql.type.SqlType.Kind;

/** The kind of a value of which nothing was known before. */
public final class ValueKind {

  private ValueKind() {}

  /**
   * @return {@link Kind#ANY} for a class of which no expression knows anything; {@link
   *     Kind#TIMESTAMP} for every date and time
   */
  public static Kind of(Object value) {
    return RuntimeKind.of(value);
  }

  /** How messages call a value's type. */
  public static String name(Object value) {
    Kind kind = of(value);
    return kind == Kind.ANY ? value.getClass().getName() : kind.name();
  }
}
