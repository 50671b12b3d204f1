package io.acequia.sql.syntax;

import java.util.Locale;

/**
 * A token.
 *
 * @param text a name or a text without its quotes, anything else as it is written
 * @param end the offset behind it in the source
 */
record Token(Kind kind, String text, Place place, int end) {

  enum Kind {
    WORD,
    QUOTED,
    TEXT,
    NUMBER,
    SYMBOL,
    END
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED;
  }

  /** A word in upper case, the symbol, or nothing. */
  String keyword() {
    return switch (kind) {
      case WORD -> text.toUpperCase(Locale.ROOT);
      case SYMBOL -> text;
      default -> "";
    };
  }

  /** How messages call it. Texts are not repeated. */
  String describe() {
    return switch (kind) {
      case WORD, NUMBER, SYMBOL -> "'" + text + "'";
      case QUOTED -> "name \"" + text + "\"";
      case TEXT -> "text";
      case END -> "end of the text";
    };
  }
}
