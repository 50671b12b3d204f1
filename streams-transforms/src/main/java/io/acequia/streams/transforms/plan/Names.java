package io.acequia.streams.transforms.plan;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of columns, and the names that expressions have by themselves. */
final class Names {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final Pattern PATH =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*|\\[[0-9]+\\])*+");

  private Names() {}

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** What is wrong with a text that is no name. */
  static String quoteWrong(String text) {
    return Words.quote(text) + " is not a name: letters, digits and _, not beginning with a digit";
  }

  /** Whether the text is just a path to a field, such as {@code data.user.id}. */
  static boolean isPath(String expression) {
    return PATH.matcher(expression).matches();
  }

  /** The last field of a path; null of any other expression. */
  static @Nullable String ofPath(String expression) {
    if (!isPath(expression)) {
      return null;
    }
    String fields = expression.replaceAll("\\[[0-9]+\\]", "");
    return fields.substring(fields.lastIndexOf('.') + 1);
  }

  /**
   * The expression and its name in {@code a.b}, {@code f(a) AS name}; an empty name: it has none.
   */
  static Column column(String text) {
    int last = lastGap(text, text.length());
    int before = last < 0 ? -1 : lastGap(text, text.substring(0, last).stripTrailing().length());
    if (before > 0) {
      String name = text.substring(last + 1);
      String as = text.substring(before + 1, last).strip();
      if (as.equalsIgnoreCase("as") && isName(name)) {
        return new Column(text.substring(0, before).strip(), name);
      }
    }
    String name = ofPath(text);
    return new Column(text, name == null ? "" : name);
  }

  private static int lastGap(String text, int end) {
    for (int i = end - 1; i >= 0; i--) {
      if (Character.isWhitespace(text.charAt(i))) {
        return i;
      }
    }
    return -1;
  }
}
