package io.acequia.sql.function;

import io.acequia.sql.type.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * An argument as it is known when a function is bound.
 *
 * @param type {@link SqlType#ANY} where it is known only when a record is read
 * @param constant whether the value is the same for every record
 * @param value the value of a constant, which may be null
 */
public record Argument(SqlType type, boolean constant, @Nullable Object value) {

  public static Argument of(SqlType type) {
    return new Argument(type, false, null);
  }

  public static Argument constant(SqlType type, @Nullable Object value) {
    return new Argument(type, true, value);
  }
}
