package io.acequia.sql.bind;

import io.acequia.sql.eval.Code;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression and its type.
 *
 * @param constant whether the code looks at no row
 */
public record Term(SqlType type, Code code, boolean constant) {

  static Term of(SqlType type, Code code) {
    return new Term(type, code, false);
  }

  static Term constant(SqlType type, @Nullable Object value) {
    return new Term(type, row -> value, true);
  }

  Kind kind() {
    return type.kind();
  }

  /** The value of a constant. */
  @Nullable Object value() {
    return code.eval(NoRow.INSTANCE);
  }

  /**
   * This, computed once if everything in it is constant. What has no result stays as it is and
   * fails when a record needs it, which may be never.
   */
  Term folded(boolean constantParts) {
    if (!constantParts || constant) {
      return this;
    }
    try {
      return constant(type, value());
    } catch (DataException e) {
      return this;
    }
  }
}
