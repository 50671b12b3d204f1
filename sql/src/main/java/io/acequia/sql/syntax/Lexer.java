package io.acequia.sql.syntax;

import io.acequia.sql.SqlException;
import java.util.ArrayList;
import java.util.List;

/** Text to tokens. */
final class Lexer {

  private static final int MAX_LENGTH = 64 * 1024;
  private static final int MAX_TOKENS = 10_000;

  /** Longer ones first. */
  private static final List<String> SYMBOLS =
      List.of(
          "->>", "!~*", "->", "!~", "~*", "||", "<=", ">=", "<>", "!=", "::", "(", ")", "[", "]",
          ",", ".", "+", "-", "*", "/", "%", "<", ">", "=", "~", ";", "?", ":");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  private Lexer(String text) {
    this.text = text;
  }

  /**
   * @return the tokens, of which the last is {@link Token.Kind#END}
   */
  static List<Token> tokens(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new SqlException(
          "a statement has at most " + MAX_LENGTH + " characters, not " + text.length(), 1, 1);
    }
    return new Lexer(text).read();
  }

  private List<Token> read() {
    skipBlanks();
    while (at < text.length()) {
      if (tokens.size() >= MAX_TOKENS) {
        throw here().error("a statement has at most " + MAX_TOKENS + " words and signs");
      }
      readToken();
      skipBlanks();
    }
    add(Token.Kind.END, "", here());
    return tokens;
  }

  private void readToken() {
    Place place = here();
    char c = text.charAt(at);
    if (c == '\'') {
      add(Token.Kind.TEXT, quoted(place, c, "text"), place);
    } else if (c == '"' || c == '`') {
      String name = quoted(place, c, "name");
      if (name.isEmpty()) {
        throw place.error("a name is empty");
      }
      add(Token.Kind.QUOTED, name, place);
    } else if (isDigit(at) || (c == '.' && isDigit(at + 1) && !afterOperand())) {
      add(Token.Kind.NUMBER, number(place), place);
    } else if (Character.isLetter(text.codePointAt(at)) || c == '_') {
      add(Token.Kind.WORD, word(), place);
    } else {
      add(Token.Kind.SYMBOL, symbol(place), place);
    }
  }

  private String quoted(Place place, char quote, String what) {
    StringBuilder content = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        newLine();
      }
      if (c == quote) {
        if (at + 1 >= text.length() || text.charAt(at + 1) != quote) {
          at++;
          return content.toString();
        }
        at++;
      }
      content.append(c);
    }
    throw place.error("a " + what + " has no closing " + quote);
  }

  private String number(Place place) {
    int start = at;
    skipDigits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      skipDigits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int sign = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 0;
      if (isDigit(at + 1 + sign)) {
        at += 1 + sign;
        skipDigits();
      }
    }
    if (at < text.length() && isWordPart(text.codePointAt(at))) {
      throw place.error("a number is followed by a letter");
    }
    return text.substring(start, at);
  }

  private String word() {
    int start = at;
    while (at < text.length() && isWordPart(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return text.substring(start, at);
  }

  private String symbol(Place place) {
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        return symbol;
      }
    }
    int c = text.codePointAt(at);
    throw place.error(
        c > ' ' && c < 127
            ? "unexpected character '" + (char) c + "'"
            : String.format("unexpected character U+%04X", c));
  }

  private void skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        newLine();
        at++;
      } else if (Character.isWhitespace(c) || c == '\u00a0') {
        at++;
      } else if (text.startsWith("--", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        skipComment();
      } else {
        return;
      }
    }
  }

  private void skipComment() {
    Place place = here();
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      throw place.error("a comment has no closing */");
    }
    for (; at < end + 2; at++) {
      if (text.charAt(at) == '\n') {
        newLine();
      }
    }
  }

  private void skipDigits() {
    while (isDigit(at)) {
      at++;
    }
  }

  private boolean isDigit(int offset) {
    return offset < text.length() && text.charAt(offset) >= '0' && text.charAt(offset) <= '9';
  }

  private static boolean isWordPart(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  /** Whether a point continues a path, as in {@code a.1}, rather than beginning a number. */
  private boolean afterOperand() {
    if (tokens.isEmpty()) {
      return false;
    }
    Token last = tokens.get(tokens.size() - 1);
    return last.isName() || last.isSymbol(")") || last.isSymbol("]");
  }

  private void newLine() {
    line++;
    lineStart = at + 1;
  }

  private Place here() {
    return new Place(line, at - lineStart + 1);
  }

  private void add(Token.Kind kind, String content, Place place) {
    tokens.add(new Token(kind, content, place, at));
  }
}
