package io.acequia.sql;

import io.acequia.sql.bind.Binder;
import io.acequia.sql.bind.Term;
import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.syntax.Expr;
import io.acequia.sql.syntax.Select;
import java.util.List;
import java.util.Set;

/** One expression over a record: a condition, a derived column, a key. Immutable. */
public final class SqlExpression {

  private final Expr expr;
  private final FunctionTable functions;
  private final RowReader needs;

  private SqlExpression(Expr expr, FunctionTable functions) {
    this.expr = expr;
    this.functions = functions;
    // Also finds wrong types that no schema can make right.
    this.needs = new RowReader(Shape.json(null));
    bind(Shape.json(null), needs);
  }

  /**
   * @param text at most 64 KiB
   * @throws SqlException if it is not an expression, or could not run on any record
   */
  public static SqlExpression compile(String text, FunctionTable functions) {
    return new SqlExpression(Select.parseExpression(text), functions);
  }

  /** The names with which its paths begin. */
  public Set<String> rootFields() {
    return needs.names();
  }

  /**
   * The expression for rows of a shape, each time anew: see {@link BindingCache}.
   *
   * @throws SqlException if a field is missing or of a wrong type
   */
  public BoundExpression bind(Shape shape) {
    return bind(shape, new RowReader(shape));
  }

  /**
   * The same for an expression that must be a condition.
   *
   * @throws SqlException also if it is known not to be BOOLEAN
   */
  public BoundExpression bindCondition(Shape shape) {
    RowReader reader = new RowReader(shape);
    Binder binder = new Binder(reader.scope(), shape, List.of(), functions);
    return new BoundExpression(binder.condition(expr, "a condition"), reader.json());
  }

  private BoundExpression bind(Shape shape, RowReader reader) {
    Binder binder = new Binder(reader.scope(), shape, List.of(), functions);
    Term term = binder.bind(expr);
    return new BoundExpression(term, reader.json());
  }
}
