package io.acequia.sql.library.text;

import static io.acequia.sql.function.Parameters.text;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;
import java.util.Locale;

/** Capital and small letters. */
final class CaseFunctions {

  private CaseFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("UPPER", "UCASE")
        .means("The text in capital letters.")
        .example("UPPER('Río Grande')")
        .takes(text("text"))
        .gives(SqlType.STRING, text -> text.toUpperCase(Locale.ROOT));
    functions
        .function("LOWER", "LCASE")
        .means("The text in small letters.")
        .example("LOWER('JFK')")
        .takes(text("text"))
        .gives(SqlType.STRING, text -> text.toLowerCase(Locale.ROOT));
    functions
        .function("INITCAP")
        .means("Every word with a capital first letter and the others small.")
        .example("INITCAP('new YORK-city')")
        .takes(text("text"))
        .gives(SqlType.STRING, CaseFunctions::initcap);
  }

  private static String initcap(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      result.appendCodePoint(
          inWord ? Character.toLowerCase(character) : Character.toTitleCase(character));
      inWord = Character.isLetterOrDigit(character);
    }
    return result.toString();
  }
}
