package io.acequia.sql.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.schema.Column;
import org.jspecify.annotations.Nullable;

/**
 * Operands with operators between them and no brackets, which JSqlParser groups by precedence. It
 * sees operands as columns {@code x0}, {@code x1}, ...
 */
final class Flat {

  private final StringBuilder text = new StringBuilder();
  private final List<Integer> columns = new ArrayList<>();
  private final List<Token> tokens = new ArrayList<>();
  private final List<Expr> operands = new ArrayList<>();
  private final Map<Integer, InList> lists = new HashMap<>();
  private final Map<Integer, Expr> escapes = new HashMap<>();
  private final Set<Integer> usedEscapes = new HashSet<>();

  /** What stands behind IN or NOT IN. */
  record InList(List<Expr> elements, boolean negated) {}

  void operand(Token first, Expr operand) {
    add(first, "x" + operands.size());
    operands.add(operand);
  }

  void operator(Token first, String sign) {
    add(first, sign);
  }

  /** IN and its list, as if it were one more comparison, whose precedence it shares. */
  void in(Token first, InList list) {
    add(first, "=");
    lists.put(operands.size(), list);
    add(first, "x" + operands.size());
    operands.add(new Expr.ArrayOf(first.place(), list.elements()));
  }

  /** ESCAPE and its operand, which JSqlParser would let reach up to the next AND and beyond. */
  void escape(Token first, Expr escape) {
    if (escapes.put(operands.size() - 1, escape) != null) {
      throw first.place().error("unexpected ESCAPE");
    }
  }

  private void add(Token token, String piece) {
    columns.add(text.length() + 1);
    tokens.add(token);
    text.append(piece).append(' ');
  }

  Expr toExpr(Heights heights) {
    if (operands.size() == 1 && tokens.size() == 1 && escapes.isEmpty()) {
      return operands.get(0);
    }
    Expr whole = new TreeBuilder(this, heights).build(parsed());
    for (Map.Entry<Integer, Expr> escape : escapes.entrySet()) {
      if (!usedEscapes.contains(escape.getKey())) {
        throw escape.getValue().place().error("ESCAPE belongs behind the pattern of a LIKE");
      }
    }
    return whole;
  }

  private Expression parsed() {
    CCJSqlParser parser =
        new CCJSqlParser(new StringProvider(text.toString())).withAllowComplexParsing(true);
    try {
      Expression expression = parser.Expression();
      net.sf.jsqlparser.parser.Token rest = parser.getNextToken();
      if (rest.kind != CCJSqlParserConstants.EOF) {
        throw unexpected(tokenAt(rest.beginColumn), null);
      }
      return expression;
    } catch (ParseException e) {
      net.sf.jsqlparser.parser.Token last = e.currentToken;
      boolean known = last != null && last.next != null;
      throw unexpected(known ? tokenAt(last.next.beginColumn) : tokens.get(0), e);
    }
  }

  private static RuntimeException unexpected(Token token, @Nullable ParseException cause) {
    RuntimeException error =
        token
            .place()
            .error(
                "unexpected "
                    + token.describe()
                    + (token.keyword().isEmpty() ? "" : ": if it is meant so, use brackets"));
    if (cause != null) {
      error.addSuppressed(cause);
    }
    return error;
  }

  private Token tokenAt(int column) {
    int found = 0;
    for (int i = 0; i < columns.size() && columns.get(i) <= column; i++) {
      found = i;
    }
    return tokens.get(found);
  }

  Expr operand(Column column) {
    return operands.get(index(column));
  }

  /** The list, if an expression is what stands behind IN. */
  @Nullable InList list(Expression expression) {
    return expression instanceof Column column ? lists.get(index(column)) : null;
  }

  /** What stands behind ESCAPE behind an expression, or null. */
  @Nullable Expr escapeBehind(Expression expression) {
    Expression last = expression;
    while (last instanceof BinaryExpression binary) {
      last = binary.getRightExpression();
    }
    if (!(last instanceof Column column)) {
      return null;
    }
    usedEscapes.add(index(column));
    return escapes.get(index(column));
  }

  private static int index(Column column) {
    return Integer.parseInt(column.getColumnName().substring(1));
  }

  /** Where an expression of which JSqlParser keeps no place begins: at its first operand. */
  Place place() {
    return tokens.get(0).place();
  }
}
