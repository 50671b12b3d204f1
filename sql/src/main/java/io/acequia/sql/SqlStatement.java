package io.acequia.sql;

import io.acequia.sql.bind.Binder;
import io.acequia.sql.bind.Output;
import io.acequia.sql.bind.OutputList;
import io.acequia.sql.bind.Term;
import io.acequia.sql.eval.Code;
import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.syntax.Expr;
import io.acequia.sql.syntax.Select;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * {@code SELECT list [FROM name [alias]] [WHERE condition]} over one record at a time. Immutable.
 */
public final class SqlStatement {

  private final Select select;
  private final FunctionTable functions;
  private final RowReader needs;

  private SqlStatement(Select select, FunctionTable functions) {
    this.select = select;
    this.functions = functions;
    // Also finds wrong types that no schema can make right.
    this.needs = new RowReader(Shape.json(null));
    bind(Shape.json(null), needs);
  }

  /**
   * @param text at most 64 KiB
   * @throws SqlException if it is not a statement, or could not run on any record
   */
  public static SqlStatement compile(String text, FunctionTable functions) {
    return new SqlStatement(Select.parse(text), functions);
  }

  /**
   * A statement of which the parts are given, as a topology's plan has them.
   *
   * @param list what would stand behind SELECT
   * @param where what would stand behind WHERE, if anything
   * @throws SqlException with a place in the one of the texts that is wrong
   */
  public static SqlStatement compile(String list, @Nullable String where, FunctionTable functions) {
    Expr condition = where == null ? null : Select.parseExpression(where);
    return new SqlStatement(new Select(Select.parseItems(list), List.of(), condition), functions);
  }

  /** The names with which its paths begin; with {@link #readsAll} there may be more. */
  public Set<String> rootFields() {
    return needs.names();
  }

  /** Whether it needs the value as a whole. */
  public boolean readsAll() {
    return isStar(select.items()) || needs.readsAll();
  }

  /**
   * The statement for rows of a shape, each time anew: see {@link BindingCache}.
   *
   * @throws SqlException if a field is missing or of a wrong type
   */
  public BoundStatement bind(Shape shape) {
    return bind(shape, new RowReader(shape));
  }

  private BoundStatement bind(Shape shape, RowReader reader) {
    Binder binder = new Binder(reader.scope(), shape, select.tables(), functions);
    Expr condition = select.where();
    Term where = condition == null ? null : binder.condition(condition, "WHERE");
    Code filter = where == null ? null : where.code();
    return new BoundStatement(filter, projection(shape, binder), reader.json());
  }

  private Projection projection(Shape shape, Binder binder) {
    Schema value = shape.value();
    if (isStar(select.items())) {
      return new WholeValue(value);
    }
    List<Output> outputs = OutputList.of(select.items(), binder);
    return shape.form() == Shape.Form.STRUCT
        ? new StructProjection(outputs, Objects.requireNonNull(value))
        : new MapProjection(outputs);
  }

  private static boolean isStar(List<Select.Item> items) {
    return items.size() == 1
        && items.get(0).alias() == null
        && items.get(0).expr() instanceof Expr.Star star
        && star.base() == null
        && star.except().isEmpty();
  }
}
