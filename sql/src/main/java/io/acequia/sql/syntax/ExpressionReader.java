package io.acequia.sql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads operands and the operators between them. */
final class ExpressionReader {

  private static final Set<String> SIGNS =
      Set.of(
          "+", "-", "*", "/", "%", "||", "=", "<>", "!=", "<", "<=", ">", ">=", "~", "~*", "!~",
          "!~*", "AND", "OR", "LIKE", "ILIKE", "BETWEEN");

  private final Tokens tokens;
  private final Heights heights = new Heights();
  private final OperandReader operands;

  ExpressionReader(Tokens tokens) {
    this.tokens = tokens;
    this.operands = new OperandReader(tokens, this, heights);
  }

  /** Everything up to what cannot belong to an expression. */
  Expr read() {
    tokens.enter();
    Flat flat = new Flat();
    operand(flat);
    while (operatorFollows(flat)) {
      // Each has read what belongs to it.
    }
    tokens.leave();
    return flat.toExpr(heights);
  }

  private boolean operatorFollows(Flat flat) {
    Token token = tokens.peek();
    String sign = token.keyword();
    if (SIGNS.contains(sign)) {
      tokens.next();
      flat.operator(token, sign);
      operand(flat);
      return true;
    }
    switch (sign) {
      case "IS" -> is(flat);
      case "IN" -> in(flat, false);
      case "NOT" -> not(flat);
      case "SIMILAR" -> {
        tokens.next();
        tokens.expectWord("TO");
        flat.operator(token, "SIMILAR TO");
        operand(flat);
      }
      case "ESCAPE" -> {
        tokens.next();
        flat.escape(token, operands.read());
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void operand(Flat flat) {
    Token first = tokens.peek();
    if (first.isWord("NOT")) {
      tokens.next();
      if (tokens.atWord("NOT")) {
        throw tokens.place().error("unexpected 'NOT': put brackets around what is negated twice");
      }
      flat.operator(first, "NOT");
      first = tokens.peek();
    }
    flat.operand(first, operands.read());
  }

  private void is(Flat flat) {
    Token first = tokens.next();
    String not = tokens.skipWord("NOT") ? "NOT " : "";
    Token what = tokens.next();
    switch (what.keyword()) {
      case "NULL", "TRUE", "FALSE", "UNKNOWN" -> flat.operator(first, "IS " + not + what.keyword());
      case "DISTINCT" -> {
        tokens.expectWord("FROM");
        flat.operator(first, "IS " + not + "DISTINCT FROM");
        operand(flat);
      }
      default ->
          throw what.place()
              .error(
                  "unexpected "
                      + what.describe()
                      + " instead of NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM");
    }
  }

  private void not(Flat flat) {
    Token first = tokens.next();
    String what = tokens.peek().keyword();
    switch (what) {
      case "IN" -> in(flat, true);
      case "LIKE", "ILIKE", "BETWEEN" -> {
        tokens.next();
        flat.operator(first, "NOT " + what);
        operand(flat);
      }
      case "SIMILAR" -> {
        tokens.next();
        tokens.expectWord("TO");
        flat.operator(first, "NOT SIMILAR TO");
        operand(flat);
      }
      default -> throw tokens.unexpected("IN, LIKE, ILIKE, BETWEEN or SIMILAR TO");
    }
  }

  private void in(Flat flat, boolean negated) {
    Token first = tokens.next();
    if (!tokens.atSymbol("(")) {
      throw tokens.unexpected("a list in brackets");
    }
    tokens.next();
    if (tokens.atWord("SELECT")) {
      throw Unsupported.not(tokens.peek(), "a subquery");
    }
    flat.in(first, new Flat.InList(list(")"), negated));
  }

  /** At least one expression, and what closes the list. */
  List<Expr> list(String closing) {
    List<Expr> elements = new ArrayList<>();
    do {
      elements.add(read());
    } while (tokens.skipSymbol(","));
    tokens.expectSymbol(closing);
    return List.copyOf(elements);
  }
}
