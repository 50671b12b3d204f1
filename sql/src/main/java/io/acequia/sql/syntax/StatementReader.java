package io.acequia.sql.syntax;

import io.acequia.sql.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code SELECT items FROM table WHERE condition}, of which FROM and WHERE may be missing.
 */
final class StatementReader {

  /** What cannot be an alias without AS or quotes. */
  private static final Set<String> NO_ALIAS = Set.of("FROM", "WHERE", "AND", "OR", "AS", "NOT");

  private final Tokens tokens;
  private final ExpressionReader expressions;

  StatementReader(String text) {
    tokens = new Tokens(Lexer.tokens(text));
    expressions = new ExpressionReader(tokens);
  }

  Select statement() {
    if (!tokens.skipWord("SELECT")) {
      throw Unsupported.statement(tokens);
    }
    if (tokens.atWord("DISTINCT")) {
      throw Unsupported.not(tokens.peek(), "SELECT DISTINCT");
    }
    List<Select.Item> items = items();
    List<Select.Table> tables = tokens.skipWord("FROM") ? tables() : List.of();
    Expr where = tokens.skipWord("WHERE") ? expressions.read() : null;
    end(tables.isEmpty() || where != null ? "the end" : "WHERE or the end");
    return new Select(items, tables, where);
  }

  List<Select.Item> onlyItems() {
    List<Select.Item> items = items();
    end("',' or the end");
    return items;
  }

  Expr onlyExpression() {
    Expr expression = expressions.read();
    end("an operator or the end");
    return expression;
  }

  private void end(String expected) {
    check(Unsupported.clause(tokens));
    tokens.skipSymbol(";");
    if (!tokens.atEnd()) {
      throw tokens.unexpected(expected);
    }
  }

  private List<Select.Item> items() {
    List<Select.Item> items = new ArrayList<>();
    do {
      Expr expr = expressions.read();
      items.add(new Select.Item(expr, alias()));
    } while (tokens.skipSymbol(","));
    return List.copyOf(items);
  }

  private @Nullable String alias() {
    if (tokens.skipWord("AS")) {
      return tokens.expectName("a name").text();
    }
    check(Unsupported.clause(tokens));
    boolean follows = tokens.peek().isName() && !NO_ALIAS.contains(tokens.peek().keyword());
    return follows ? tokens.next().text() : null;
  }

  /** The name of a topic or table, of which nothing is read, and its alias. */
  private List<Select.Table> tables() {
    Token first = tokens.peek();
    if (first.isSymbol("(")) {
      throw Unsupported.not(first, "a subquery");
    }
    StringBuilder name = new StringBuilder(tokens.expectName("a name").text());
    if (tokens.atSymbol("(")) {
      throw Unsupported.not(first, "a table function");
    }
    while (tokens.atSymbol(".") || tokens.atSymbol("-")) {
      name.append(tokens.next().text());
      Token part = tokens.peek();
      if (part.kind() != Token.Kind.NUMBER) {
        tokens.expectName("a name");
      } else {
        tokens.next();
      }
      name.append(part.text());
    }
    List<Select.Table> tables = new ArrayList<>();
    tables.add(new Select.Table(name.toString(), first.kind() == Token.Kind.QUOTED));
    check(Unsupported.join(tokens));
    boolean as = tokens.skipWord("AS");
    if (as || (tokens.peek().isName() && !tokens.atWord("WHERE"))) {
      Token alias = tokens.expectName("a name");
      tables.add(new Select.Table(alias.text(), alias.kind() == Token.Kind.QUOTED));
      check(Unsupported.join(tokens));
    }
    return List.copyOf(tables);
  }

  private static void check(@Nullable SqlException problem) {
    if (problem != null) {
      throw problem;
    }
  }

  /** The names behind {@code * EXCEPT}, if that stands here. */
  static List<Expr.Name> except(Tokens tokens) {
    if (!tokens.atWord("EXCEPT") || !tokens.peek(1).isSymbol("(")) {
      return List.of();
    }
    tokens.next();
    tokens.next();
    List<Expr.Name> names = new ArrayList<>();
    do {
      Token name = tokens.expectName("the name of a field");
      names.add(new Expr.Name(name.place(), name.text(), name.kind() == Token.Kind.QUOTED));
    } while (tokens.skipSymbol(","));
    tokens.expectSymbol(")");
    return List.copyOf(names);
  }
}
