package io.acequia.sql;

import io.acequia.sql.bind.Term;
import io.acequia.sql.eval.ValueKind;
import io.acequia.sql.json.JsonFields;
import io.acequia.sql.type.SqlType;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** An expression for rows of one {@link Shape}. Used by one thread at a time. */
public final class BoundExpression {

  private final Term term;
  private final @Nullable JsonFields json;

  BoundExpression(Term term, @Nullable JsonFields json) {
    this.term = term;
    this.json = json;
  }

  /** As far as it is known before a record is read. */
  public SqlType type() {
    return term.type();
  }

  /**
   * @return of the class that {@link SqlType.Kind} tells, or null
   * @throws DataException if there is no result for this row
   */
  public @Nullable Object value(Row row) {
    if (json != null) {
      json.read(row.value());
    }
    return term.code().eval(row);
  }

  /**
   * Whether the condition is TRUE: neither FALSE nor unknown.
   *
   * @throws DataException if there is no result for this row, or one that is not BOOLEAN
   */
  public boolean isTrue(Row row) {
    Object value = value(row);
    if (value != null && !(value instanceof Boolean)) {
      throw new DataException("a condition must be BOOLEAN, not " + ValueKind.name(value));
    }
    return Boolean.TRUE.equals(value);
  }
}
