package io.acequia.streams.transforms.topology;

import io.acequia.sql.BoundExpression;
import io.acequia.sql.Shape;
import io.acequia.sql.SqlExpression;
import io.acequia.sql.eval.PlainValue;
import io.acequia.sql.function.FunctionTable;
import io.acequia.streams.transforms.row.Plain;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** An expression of a plan. Immutable. */
final class Expression {

  private final SqlExpression compiled;
  private final String pointer;

  private Expression(SqlExpression compiled, String pointer) {
    this.compiled = compiled;
    this.pointer = pointer;
  }

  /**
   * @param pointer the place in the plan, for messages about records
   * @throws io.acequia.sql.SqlException if it cannot be compiled
   */
  static Expression of(String text, String pointer, FunctionTable functions) {
    return new Expression(SqlExpression.compile(text, functions), pointer);
  }

  Set<String> rootFields() {
    return compiled.rootFields();
  }

  /** For one thread. */
  Bound bind() {
    return new Bound(compiled.bind(Shape.map(null)), pointer);
  }

  /** For one thread, where a condition is needed. */
  Bound bindCondition() {
    return new Bound(compiled.bindCondition(Shape.map(null)), pointer);
  }

  /** An expression that can be evaluated. */
  record Bound(BoundExpression expression, String pointer) {

    /**
     * @throws DataException if there is no value for this row; it names the place in the plan
     */
    @Nullable Object value(RowView row) {
      try {
        return Plain.of(PlainValue.of(expression.value(row), expression.type().kind()));
      } catch (DataException e) {
        throw new DataException(pointer + ": " + e.getMessage(), e);
      }
    }

    /**
     * As {@link #value}, but a number that neither a long nor a double can say is no text here, so
     * that it can be summed and compared.
     *
     * @throws DataException as {@link #value} does
     */
    @Nullable Object exact(RowView row) {
      try {
        Object value = expression.value(row);
        Object plain = PlainValue.of(value, expression.type().kind());
        boolean number = value instanceof BigDecimal || value instanceof BigInteger;
        return Plain.of(number && plain instanceof String ? value : plain);
      } catch (DataException e) {
        throw new DataException(pointer + ": " + e.getMessage(), e);
      }
    }

    boolean isTrue(RowView row) {
      try {
        return expression.isTrue(row);
      } catch (DataException e) {
        throw new DataException(pointer + ": " + e.getMessage(), e);
      }
    }
  }
}
