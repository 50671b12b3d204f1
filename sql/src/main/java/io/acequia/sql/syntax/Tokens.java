package io.acequia.sql.syntax;

import io.acequia.sql.SqlException;
import java.util.List;

/** A cursor over tokens, with the depth at which it is. */
final class Tokens {

  static final int MAX_DEPTH = 200;

  private final List<Token> tokens;
  private int at;
  private int depth;

  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return peek(0);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token next() {
    Token token = peek();
    at++;
    return token;
  }

  Place place() {
    return peek().place();
  }

  boolean atSymbol(String symbol) {
    return peek().isSymbol(symbol);
  }

  boolean atWord(String word) {
    return peek().isWord(word);
  }

  boolean atEnd() {
    return peek().kind() == Token.Kind.END;
  }

  boolean skipSymbol(String symbol) {
    if (!atSymbol(symbol)) {
      return false;
    }
    at++;
    return true;
  }

  boolean skipWord(String word) {
    if (!atWord(word)) {
      return false;
    }
    at++;
    return true;
  }

  void expectSymbol(String symbol) {
    if (!skipSymbol(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
  }

  void expectWord(String word) {
    if (!skipWord(word)) {
      throw unexpected(word);
    }
  }

  Token expectName(String what) {
    if (!peek().isName()) {
      throw unexpected(what);
    }
    return next();
  }

  /** What stands here is not what should. */
  SqlException unexpected(String expected) {
    return place().error("unexpected " + peek().describe() + " instead of " + expected);
  }

  /** To be followed by {@link #leave}. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw tooDeep(place());
    }
  }

  void leave() {
    depth--;
  }

  static SqlException tooDeep(Place place) {
    return place.error("the statement is nested deeper than " + MAX_DEPTH + " levels");
  }
}
