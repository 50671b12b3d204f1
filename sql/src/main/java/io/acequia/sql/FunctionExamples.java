package io.acequia.sql;

import io.acequia.sql.bind.NoRow;
import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.library.text.ValueText;
import io.acequia.sql.type.SqlType;
import java.util.function.UnaryOperator;

/**
 * The results of expressions of constants, as a page of functions shows them: the evaluator of
 * {@link io.acequia.sql.function.FunctionReference}.
 */
public final class FunctionExamples implements UnaryOperator<String> {

  private final FunctionTable functions;

  /** With the functions that the expressions may call. */
  public FunctionExamples(FunctionTable functions) {
    this.functions = functions;
  }

  /**
   * Text in quotes, null as NULL, dates and times in ISO 8601, anything nested as JSON.
   *
   * @throws SqlException if this is no expression
   * @throws org.apache.kafka.connect.errors.DataException if it has no result
   */
  @Override
  public String apply(String expression) {
    BoundExpression bound = SqlExpression.compile(expression, functions).bind(Shape.map(null));
    Object value = bound.value(NoRow.INSTANCE);
    if (value == null) {
      return SqlType.NULL.toString();
    }
    return value instanceof String text
        ? "'" + text.replace("'", "''") + "'"
        : ValueText.of(value, bound.type());
  }
}
