package io.acequia.sql.eval;

import com.google.re2j.Pattern;
import org.apache.kafka.connect.errors.DataException;

/**
 * Patterns of SIMILAR TO, in which % and _ stand beside a regular expression's | * + ? {} () [].
 */
public final class SimilarPattern {

  private SimilarPattern() {}

  /**
   * The same as a regular expression for the whole text.
   *
   * @param escape one character that takes from others their meaning, or an empty text
   */
  public static String toRegex(String pattern, String escape) {
    if (escape.codePointCount(0, escape.length()) > 1) {
      throw new DataException("ESCAPE takes one character");
    }
    StringBuilder regex = new StringBuilder();
    boolean inSet = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (!escape.isEmpty() && pattern.startsWith(escape, i)) {
        i += escape.length();
        if (i >= pattern.length()) {
          throw new DataException("a pattern of SIMILAR TO ends with its escape character");
        }
        int next = pattern.codePointAt(i);
        regex.append(Pattern.quote(Character.toString(next)));
        i += Character.charCount(next) - 1;
      } else if (inSet) {
        inSet = c != ']';
        regex.append(c == '\\' ? "\\\\" : String.valueOf(c));
      } else {
        inSet = c == '[';
        regex.append(outside(c));
      }
    }
    return regex.toString();
  }

  private static String outside(char c) {
    return switch (c) {
      case '%' -> ".*";
      case '_' -> ".";
      case '(' -> "(?:";
      case '.', '^', '$', '\\' -> "\\" + c;
      default -> String.valueOf(c);
    };
  }
}
