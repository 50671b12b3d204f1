package io.acequia.streams.transforms.topology;

import io.acequia.sql.Shape;
import io.acequia.sql.SqlException;
import io.acequia.sql.SqlExpression;
import io.acequia.sql.SqlStatement;
import io.acequia.sql.function.FunctionTable;
import io.acequia.streams.transforms.plan.ExpressionChecker;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compiles the texts of a plan, so that all that is wrong with them is known before it runs. */
public final class SqlExpressionChecker implements ExpressionChecker {

  private final FunctionTable functions;

  /** With the functions that expressions may call. */
  public SqlExpressionChecker(FunctionTable functions) {
    this.functions = functions;
  }

  @Override
  public @Nullable Finding check(Kind kind, String text) {
    try {
      compile(kind, text);
      return null;
    } catch (SqlException e) {
      return new Finding(Objects.requireNonNullElse(e.getMessage(), ""), e.line(), e.column());
    }
  }

  private void compile(Kind kind, String text) {
    Shape shape = Shape.map(null);
    switch (kind) {
      case SELECT_LIST -> {
        var unused = SqlStatement.compile(text, null, functions).bind(shape);
      }
      case CONDITION -> {
        var unused = SqlExpression.compile(text, functions).bindCondition(shape);
      }
      case VALUE -> {
        var unused = SqlExpression.compile(text, functions).bind(shape);
      }
    }
  }
}
