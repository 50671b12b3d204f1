package io.acequia.sql.library.text;

import static io.acequia.sql.function.Parameters.text;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;

/** Characters taken off the ends of a text. */
final class TrimFunctions {

  private TrimFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("TRIM", "BTRIM")
        .means("The text without the characters of a set, by default spaces, at both ends.")
        .example("TRIM('  AA ')")
        .example("TRIM('xyAAyx', 'xy')")
        .takes(text("text"), text("characters").orElse(" "))
        .gives(SqlType.STRING, (text, set) -> trimmed(text, set, true, true));
    functions
        .function("LTRIM")
        .means("The text without the characters of a set, by default spaces, at its beginning.")
        .example("LTRIM('007', '0')")
        .takes(text("text"), text("characters").orElse(" "))
        .gives(SqlType.STRING, (text, set) -> trimmed(text, set, true, false));
    functions
        .function("RTRIM")
        .means("The text without the characters of a set, by default spaces, at its end.")
        .example("RTRIM('12.500', '0')")
        .takes(text("text"), text("characters").orElse(" "))
        .gives(SqlType.STRING, (text, set) -> trimmed(text, set, false, true));
  }

  private static String trimmed(String text, String set, boolean left, boolean right) {
    int begin = 0;
    int end = text.length();
    while (left && begin < end) {
      int character = text.codePointAt(begin);
      if (set.indexOf(character) < 0) {
        break;
      }
      begin += Character.charCount(character);
    }
    while (right && begin < end) {
      int character = text.codePointBefore(end);
      if (set.indexOf(character) < 0) {
        break;
      }
      end -= Character.charCount(character);
    }
    return text.substring(begin, end);
  }
}
