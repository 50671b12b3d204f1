package io.acequia.sql.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Concat;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.arithmetic.Modulo;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.GreaterThan;
import net.sf.jsqlparser.expression.operators.relational.GreaterThanEquals;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.IsDistinctExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.IsUnknownExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;
import net.sf.jsqlparser.expression.operators.relational.RegExpMatchOperator;
import net.sf.jsqlparser.schema.Column;

/** What JSqlParser made of a {@link Flat}, as a tree of ours. */
final class TreeBuilder {

  private static final Map<Class<?>, Operator> OPERATORS =
      Map.ofEntries(
          Map.entry(Addition.class, Operator.ADD),
          Map.entry(Subtraction.class, Operator.SUBTRACT),
          Map.entry(Multiplication.class, Operator.MULTIPLY),
          Map.entry(Division.class, Operator.DIVIDE),
          Map.entry(Modulo.class, Operator.REMAINDER),
          Map.entry(Concat.class, Operator.CONCATENATE),
          Map.entry(EqualsTo.class, Operator.EQUAL),
          Map.entry(NotEqualsTo.class, Operator.NOT_EQUAL),
          Map.entry(MinorThan.class, Operator.LESS),
          Map.entry(MinorThanEquals.class, Operator.LESS_OR_EQUAL),
          Map.entry(GreaterThan.class, Operator.GREATER),
          Map.entry(GreaterThanEquals.class, Operator.GREATER_OR_EQUAL));

  private final Flat flat;
  private final Heights heights;
  private int depth;

  TreeBuilder(Flat flat, Heights heights) {
    this.flat = flat;
    this.heights = heights;
  }

  Expr build(Expression expression) {
    if (++depth > Tokens.MAX_DEPTH) {
      throw Tokens.tooDeep(flat.place());
    }
    Expr node = node(expression);
    depth--;
    return node;
  }

  private Expr node(Expression expression) {
    if (expression instanceof Column column) {
      if (flat.list(column) != null) {
        throw flat.operand(column).place().error("a list in brackets belongs behind IN");
      }
      return flat.operand(column);
    }
    return heights.checked(composed(expression));
  }

  private Expr composed(Expression expression) {
    if (expression instanceof AndExpression and) {
      return junction(and, true);
    }
    if (expression instanceof OrExpression or) {
      return junction(or, false);
    }
    if (expression instanceof NotExpression not) {
      Expr operand = build(not.getExpression());
      return new Expr.Not(operand.place(), operand);
    }
    if (expression instanceof LikeExpression like) {
      return like(like);
    }
    if (expression instanceof RegExpMatchOperator regex) {
      return regex(regex);
    }
    if (expression instanceof IsDistinctExpression distinct) {
      return binary(distinct, distinct.isNot() ? Operator.NOT_DISTINCT : Operator.DISTINCT);
    }
    if (expression instanceof IsNullExpression is) {
      return is(is.getLeftExpression(), Expr.Truth.NULL, is.isNot());
    }
    if (expression instanceof IsBooleanExpression is) {
      return is(
          is.getLeftExpression(), is.isTrue() ? Expr.Truth.TRUE : Expr.Truth.FALSE, is.isNot());
    }
    if (expression instanceof IsUnknownExpression is) {
      return is(is.getLeftExpression(), Expr.Truth.UNKNOWN, is.isNot());
    }
    if (expression instanceof Between between) {
      Expr operand = build(between.getLeftExpression());
      return new Expr.Between(
          operand.place(),
          operand,
          build(between.getBetweenExpressionStart()),
          build(between.getBetweenExpressionEnd()),
          between.isNot());
    }
    return compared(expression);
  }

  private Expr compared(Expression expression) {
    Operator operator = OPERATORS.get(expression.getClass());
    if (operator == null || !(expression instanceof BinaryExpression binary)) {
      throw flat.place().error(expression.getClass().getSimpleName() + " is not supported");
    }
    Flat.InList list = flat.list(binary.getRightExpression());
    if (list != null && operator == Operator.EQUAL) {
      Expr operand = build(binary.getLeftExpression());
      return new Expr.In(operand.place(), operand, list.elements(), list.negated());
    }
    return binary(binary, operator);
  }

  private Expr binary(BinaryExpression expression, Operator operator) {
    Expr left = build(expression.getLeftExpression());
    return new Expr.Binary(left.place(), operator, left, build(expression.getRightExpression()));
  }

  /** A chain of one kind, which leans to the left, as one node: it may be long. */
  private Expr junction(BinaryExpression top, boolean and) {
    List<Expr> parts = new ArrayList<>();
    Expression rest = top;
    while (rest.getClass() == top.getClass() && rest instanceof BinaryExpression binary) {
      parts.add(build(binary.getRightExpression()));
      rest = binary.getLeftExpression();
    }
    parts.add(build(rest));
    Collections.reverse(parts);
    return new Expr.Junction(parts.get(0).place(), and, List.copyOf(parts));
  }

  private Expr is(Expression operand, Expr.Truth truth, boolean negated) {
    Expr built = build(operand);
    return new Expr.Is(built.place(), built, truth, negated);
  }

  private Expr like(LikeExpression like) {
    Expr operand = build(like.getLeftExpression());
    Expr.Pattern kind =
        switch (like.getLikeKeyWord()) {
          case LIKE -> Expr.Pattern.LIKE;
          case ILIKE -> Expr.Pattern.ILIKE;
          case SIMILAR_TO -> Expr.Pattern.SIMILAR;
          default -> throw operand.place().error(like.getLikeKeyWord() + " is not supported");
        };
    return new Expr.Match(
        operand.place(),
        kind,
        operand,
        build(like.getRightExpression()),
        flat.escapeBehind(like.getRightExpression()),
        like.isNot());
  }

  private Expr regex(RegExpMatchOperator regex) {
    Expr operand = build(regex.getLeftExpression());
    String sign = regex.getStringExpression();
    return new Expr.Match(
        operand.place(),
        sign.endsWith("*") ? Expr.Pattern.REGEX_IGNORING_CASE : Expr.Pattern.REGEX,
        operand,
        build(regex.getRightExpression()),
        null,
        sign.startsWith("!"));
  }
}
