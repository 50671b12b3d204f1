package io.acequia.sql.library.text;

import static io.acequia.sql.function.Parameters.text;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;

/** Characters and parts of a text changed. */
final class ReplaceFunctions {

  private ReplaceFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("REPLACE")
        .means("The text with every occurrence of a part replaced.")
        .example("REPLACE('a-b-c', '-', '_')")
        .takes(text("text"), text("part"), text("replacement"))
        .gives(SqlType.STRING, ReplaceFunctions::replace);
    functions
        .function("TRANSLATE")
        .means(
            "The text with each character of one set replaced by that at the same place of"
                + " another; those without such a place are removed.")
        .example("TRANSLATE('12,5 %', ',% ', '.')")
        .takes(text("text"), text("from"), text("to"))
        .gives(SqlType.STRING, ReplaceFunctions::translate);
    functions
        .function("REVERSE")
        .means("The characters from the last to the first.")
        .example("REVERSE('abc')")
        .takes(text("text"))
        .gives(SqlType.STRING, text -> new StringBuilder(text).reverse().toString());
  }

  private static String replace(String text, String part, String replacement) {
    int found = part.isEmpty() ? -1 : text.indexOf(part);
    if (found < 0) {
      return text;
    }
    long limit = TextLimit.of(text.length());
    StringBuilder result = new StringBuilder(text.length() + replacement.length());
    int done = 0;
    while (found >= 0) {
      result.append(text, done, found).append(replacement);
      TextLimit.check("REPLACE", result.length(), limit);
      done = found + part.length();
      found = text.indexOf(part, done);
    }
    return result.append(text, done, text.length()).toString();
  }

  private static String translate(String text, String from, String to) {
    StringBuilder result = new StringBuilder(text.length());
    int targets = CodePoints.count(to);
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      int index = from.indexOf(character);
      if (index < 0) {
        result.appendCodePoint(character);
      } else {
        int place = from.codePointCount(0, index);
        if (place < targets) {
          result.appendCodePoint(to.codePointAt(to.offsetByCodePoints(0, place)));
        }
      }
    }
    return result.toString();
  }
}
