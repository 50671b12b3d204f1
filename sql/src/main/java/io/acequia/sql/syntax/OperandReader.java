package io.acequia.sql.syntax;

import io.acequia.sql.SqlException;
import io.acequia.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what can stand beside an operator: a literal, a path, a call, something in brackets. */
final class OperandReader {

  /** What cannot be the name of a field without quotes. */
  private static final Set<String> RESERVED =
      Set.of(
          "SELECT",
          "FROM",
          "WHERE",
          "AND",
          "OR",
          "NOT",
          "IN",
          "IS",
          "LIKE",
          "ILIKE",
          "BETWEEN",
          "WHEN",
          "THEN",
          "ELSE",
          "AS",
          "SIMILAR",
          "DISTINCT",
          "HAVING");

  /** Functions that are called without brackets. */
  private static final Set<String> BARE_CALLS =
      Set.of("CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP");

  private final Tokens tokens;
  private final ExpressionReader expressions;
  private final Heights heights;
  private final CallReader calls;

  OperandReader(Tokens tokens, ExpressionReader expressions, Heights heights) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.heights = heights;
    this.calls = new CallReader(tokens, expressions, heights);
  }

  Expr read() {
    Token sign = tokens.peek();
    if (!sign.isSymbol("-") && !sign.isSymbol("+")) {
      return continued(primary());
    }
    tokens.next();
    tokens.enter();
    Expr operand = read();
    tokens.leave();
    if (sign.isSymbol("-") && operand instanceof Expr.Constant constant) {
      Expr literal = Literals.negated(sign.place(), constant);
      if (literal != null) {
        return literal;
      }
    }
    Expr negated = heights.checked(new Expr.Negation(sign.place(), operand));
    return sign.isSymbol("-") ? negated : heights.checked(new Expr.Negation(sign.place(), negated));
  }

  /** With what may follow an operand without a blank. */
  private Expr continued(Expr first) {
    Expr operand = first;
    while (true) {
      Token token = tokens.peek();
      switch (token.keyword()) {
        case "." -> {
          tokens.next();
          if (tokens.skipSymbol("*")) {
            return new Expr.Star(operand.place(), operand, StatementReader.except(tokens));
          }
          Token name = tokens.expectName("the name of a field");
          operand =
              new Expr.Member(
                  operand.place(), operand, name.text(), name.kind() == Token.Kind.QUOTED);
        }
        case "[" -> {
          tokens.next();
          Expr index = expressions.read();
          tokens.expectSymbol("]");
          operand = new Expr.Subscript(operand.place(), operand, index);
        }
        case "::" -> {
          tokens.next();
          operand = new Expr.Cast(operand.place(), operand, calls.typeName(), false);
        }
        case "->", "->>" -> {
          tokens.next();
          Operator operator = token.isSymbol("->") ? Operator.JSON : Operator.JSON_TEXT;
          operand = new Expr.Binary(operand.place(), operator, operand, jsonStep());
        }
        default -> {
          return operand;
        }
      }
      heights.checked(operand);
    }
  }

  private Expr jsonStep() {
    if (!tokens.atSymbol("-")) {
      return primary();
    }
    Place place = tokens.next().place();
    return heights.checked(new Expr.Negation(place, primary()));
  }

  private Expr primary() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case TEXT -> new Expr.Constant(tokens.next().place(), SqlType.STRING, token.text());
      case NUMBER -> Literals.number(tokens.next());
      case QUOTED -> callFollows() ? calls.call() : name();
      case WORD -> word(token);
      case SYMBOL -> symbol(token);
      case END -> throw tokens.unexpected("an expression");
    };
  }

  private Expr word(Token token) {
    Token behind = tokens.peek(1);
    boolean textFollows = behind.kind() == Token.Kind.TEXT;
    switch (token.keyword()) {
      case "NULL" -> {
        return new Expr.Constant(tokens.next().place(), SqlType.NULL, null);
      }
      case "TRUE", "FALSE" -> {
        return new Expr.Constant(tokens.next().place(), SqlType.BOOLEAN, token.isWord("TRUE"));
      }
      case "CASE" -> {
        return calls.choice();
      }
      case "DATE", "TIME", "TIMESTAMP", "TIMESTAMPTZ" -> {
        if (textFollows) {
          return Literals.time(tokens.next(), tokens.next());
        }
      }
      case "INTERVAL" -> {
        if (textFollows) {
          return Literals.interval(tokens);
        }
      }
      case "ARRAY" -> {
        if (behind.isSymbol("[")) {
          return array();
        }
      }
      case "EXISTS" -> {
        if (behind.isSymbol("(") && tokens.peek(2).isWord("SELECT")) {
          throw Unsupported.not(token, "a subquery");
        }
      }
      default -> {}
    }
    if (RESERVED.contains(token.keyword())) {
      throw reserved(token);
    }
    if (BARE_CALLS.contains(token.keyword()) && !behind.isSymbol("(")) {
      return new Expr.Call(tokens.next().place(), token.keyword(), List.of());
    }
    return callFollows() ? calls.call() : name();
  }

  private SqlException reserved(Token token) {
    return token.isWord("DISTINCT")
        ? Unsupported.not(token, "DISTINCT")
        : tokens.unexpected("an expression: as a name it needs quotes");
  }

  private Expr symbol(Token token) {
    switch (token.text()) {
      case "(" -> {
        return bracketed();
      }
      case "*" -> {
        tokens.next();
        return new Expr.Star(token.place(), null, StatementReader.except(tokens));
      }
      case "?" -> throw Unsupported.not(token, "a parameter (?)");
      case ":" -> throw Unsupported.not(token, "a parameter (:name)");
      default -> throw tokens.unexpected("an expression");
    }
  }

  private Expr bracketed() {
    tokens.next();
    if (tokens.atWord("SELECT")) {
      throw Unsupported.not(tokens.peek(), "a subquery");
    }
    Expr inner = expressions.read();
    if (tokens.atSymbol(",")) {
      throw Unsupported.not(tokens.peek(), "a list in brackets, except behind IN,");
    }
    tokens.expectSymbol(")");
    return inner;
  }

  private Expr array() {
    Place place = tokens.next().place();
    tokens.next();
    List<Expr> elements = new ArrayList<>();
    if (!tokens.skipSymbol("]")) {
      elements.addAll(expressions.list("]"));
    }
    return heights.checked(new Expr.ArrayOf(place, List.copyOf(elements)));
  }

  private boolean callFollows() {
    return tokens.peek(1).isSymbol("(");
  }

  private Expr name() {
    Token name = tokens.next();
    return new Expr.Name(name.place(), name.text(), name.kind() == Token.Kind.QUOTED);
  }
}
