package io.acequia.sql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what looks like a call: functions, CAST, EXTRACT, and CASE. */
final class CallReader {

  private final Tokens tokens;
  private final ExpressionReader expressions;
  private final Heights heights;

  CallReader(Tokens tokens, ExpressionReader expressions, Heights heights) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.heights = heights;
  }

  /** A name and what it has in brackets. */
  Expr call() {
    Token name = tokens.next();
    tokens.expectSymbol("(");
    boolean quoted = name.kind() == Token.Kind.QUOTED;
    Expr call =
        switch (quoted ? "" : name.keyword()) {
          case "CAST" -> cast(name, false);
          case "TRY_CAST" -> cast(name, true);
          case "EXTRACT" -> extract(name);
          case "SUBSTRING" -> substring(name);
          case "TRIM" -> trim(name);
          default -> new Expr.Call(name.place(), name.text(), arguments());
        };
    for (String word : Set.of("OVER", "FILTER", "WITHIN")) {
      if (tokens.atWord(word) && (tokens.peek(1).isSymbol("(") || tokens.peek(1).isWord("GROUP"))) {
        throw Unsupported.not(tokens.peek(), "a window function (" + word + ")");
      }
    }
    return heights.checked(call);
  }

  private List<Expr> arguments() {
    return tokens.skipSymbol(")") ? List.of() : expressions.list(")");
  }

  private Expr cast(Token name, boolean orNull) {
    Expr operand = expressions.read();
    tokens.expectWord("AS");
    TypeName type = typeName();
    tokens.expectSymbol(")");
    return new Expr.Cast(name.place(), operand, type, orNull);
  }

  private Expr extract(Token name) {
    Token field = tokens.next();
    if (field.kind() != Token.Kind.WORD && field.kind() != Token.Kind.TEXT) {
      throw field.place().error("unexpected " + field.describe() + " instead of a part of a time");
    }
    tokens.expectWord("FROM");
    Expr operand = expressions.read();
    tokens.expectSymbol(")");
    return new Expr.Extract(name.place(), field.text(), operand);
  }

  /** Also in the standard's form, {@code SUBSTRING(text FROM start FOR length)}. */
  private Expr substring(Token name) {
    List<Expr> arguments = new ArrayList<>();
    arguments.add(expressions.read());
    if (tokens.skipWord("FROM")) {
      arguments.add(expressions.read());
      if (tokens.skipWord("FOR")) {
        arguments.add(expressions.read());
      }
      tokens.expectSymbol(")");
    } else if (tokens.skipSymbol(",")) {
      arguments.addAll(expressions.list(")"));
    } else {
      tokens.expectSymbol(")");
    }
    return new Expr.Call(name.place(), name.text(), List.copyOf(arguments));
  }

  /** Also in the standard's form, {@code TRIM(LEADING 'x' FROM text)}. */
  private Expr trim(Token name) {
    String side = tokens.peek().keyword();
    boolean sided =
        Set.of("BOTH", "LEADING", "TRAILING").contains(side)
            && !tokens.peek(1).isSymbol(")")
            && !tokens.peek(1).isSymbol(",")
            && !tokens.peek(1).isSymbol(".");
    if (!sided) {
      return new Expr.Call(name.place(), name.text(), arguments());
    }
    tokens.next();
    List<Expr> arguments = new ArrayList<>();
    if (!tokens.atWord("FROM")) {
      arguments.add(expressions.read());
    }
    tokens.expectWord("FROM");
    arguments.add(0, expressions.read());
    tokens.expectSymbol(")");
    String function = side.equals("LEADING") ? "LTRIM" : side.equals("TRAILING") ? "RTRIM" : "TRIM";
    return new Expr.Call(name.place(), function, List.copyOf(arguments));
  }

  /** CASE in both forms. */
  Expr choice() {
    Place place = tokens.next().place();
    Expr operand = tokens.atWord("WHEN") ? null : expressions.read();
    List<Expr.When> whens = new ArrayList<>();
    while (tokens.skipWord("WHEN")) {
      Expr condition = expressions.read();
      tokens.expectWord("THEN");
      whens.add(new Expr.When(condition, expressions.read()));
    }
    if (whens.isEmpty()) {
      throw tokens.unexpected("WHEN");
    }
    @Nullable Expr otherwise = tokens.skipWord("ELSE") ? expressions.read() : null;
    tokens.expectWord("END");
    return heights.checked(new Expr.Case(place, operand, List.copyOf(whens), otherwise));
  }

  TypeName typeName() {
    Token first = tokens.expectName("a type");
    StringBuilder name = new StringBuilder(first.text());
    if (first.isWord("DOUBLE") && tokens.atWord("PRECISION")
        || first.isWord("CHARACTER") && tokens.atWord("VARYING")) {
      name.append(' ').append(tokens.next().text());
    }
    List<Integer> arguments = new ArrayList<>();
    if (tokens.skipSymbol("(")) {
      do {
        arguments.add(typeArgument());
      } while (tokens.skipSymbol(","));
      tokens.expectSymbol(")");
    }
    if ((tokens.atWord("WITH") || tokens.atWord("WITHOUT"))
        && tokens.peek(1).isWord("TIME")
        && tokens.peek(2).isWord("ZONE")) {
      tokens.next();
      tokens.next();
      tokens.next();
    }
    return new TypeName(
        first.place(), name.toString().toUpperCase(Locale.ROOT), List.copyOf(arguments));
  }

  private int typeArgument() {
    Token number = tokens.peek();
    if (number.kind() != Token.Kind.NUMBER || number.text().length() > 9) {
      throw tokens.unexpected("a length");
    }
    try {
      return Integer.parseInt(tokens.next().text());
    } catch (NumberFormatException e) {
      throw number.place().error("a length must be a whole number");
    }
  }
}
