package io.acequia.sql.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement as it is written.
 *
 * @param tables the name and the alias of what stands behind FROM, as far as there are any
 */
public record Select(List<Item> items, List<Table> tables, @Nullable Expr where) {

  /**
   * A column of the result.
   *
   * @param alias its name, if it is given one
   */
  public record Item(Expr expr, @Nullable String alias) {}

  /** What a path may begin with instead of a field. */
  public record Table(String name, boolean quoted) {}

  /**
   * @throws io.acequia.sql.SqlException if the text is not a statement
   */
  public static Select parse(String text) {
    return new StatementReader(text).statement();
  }

  /**
   * @param items what stands between SELECT and FROM
   * @throws io.acequia.sql.SqlException if the text is not a list of columns
   */
  public static List<Item> parseItems(String items) {
    return new StatementReader(items).onlyItems();
  }

  /**
   * @throws io.acequia.sql.SqlException if the text is not one expression
   */
  public static Expr parseExpression(String text) {
    return new StatementReader(text).onlyExpression();
  }
}
