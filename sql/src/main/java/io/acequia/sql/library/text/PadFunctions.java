package io.acequia.sql.library.text;

import static io.acequia.sql.function.Parameters.integer;
import static io.acequia.sql.function.Parameters.text;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;

/** Texts made longer. */
final class PadFunctions {

  private PadFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("LPAD")
        .means(
            "The text filled on its left to a length, by default with spaces; a longer one is cut"
                + " on its right.")
        .example("LPAD('7', 3, '0')")
        .takes(text("text"), integer("length"), text("fill").orElse(" "))
        .gives(SqlType.STRING, (text, length, fill) -> padded("LPAD", text, length, fill, true));
    functions
        .function("RPAD")
        .means(
            "The text filled on its right to a length, by default with spaces; a longer one is cut"
                + " on its right.")
        .example("RPAD('7', 3, '.')")
        .takes(text("text"), integer("length"), text("fill").orElse(" "))
        .gives(SqlType.STRING, (text, length, fill) -> padded("RPAD", text, length, fill, false));
    functions
        .function("REPEAT")
        .means("The text as often as a count says, at most 1 MiB of it.")
        .example("REPEAT('ab', 3)")
        .takes(text("text"), integer("count"))
        .gives(SqlType.STRING, PadFunctions::repeat);
  }

  private static String repeat(String text, int count) {
    if (count <= 0 || text.isEmpty()) {
      return "";
    }
    TextLimit.check("REPEAT", (long) text.length() * count, TextLimit.of(text.length()));
    return text.repeat(count);
  }

  private static String padded(
      String function, String text, int length, String fill, boolean left) {
    long missing = (long) length - CodePoints.count(text);
    if (missing <= 0 || fill.isEmpty()) {
      return CodePoints.slice(text, 0, Math.max(0, length));
    }
    TextLimit.check(function, length, TextLimit.of(text.length()));
    StringBuilder result = new StringBuilder(text.length() + (int) missing);
    if (!left) {
      result.append(text);
    }
    for (int i = 0, at = 0; i < missing; i++) {
      int character = fill.codePointAt(at);
      result.appendCodePoint(character);
      at += Character.charCount(character);
      if (at == fill.length()) {
        at = 0;
      }
    }
    if (left) {
      result.append(text);
    }
    return result.toString();
  }
}
