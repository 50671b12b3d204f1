package io.acequia.sql.library.text;

/**
 * Texts in characters as users count them: Unicode code points, so that an emoji is one and is
 * never cut in half.
 */
final class CodePoints {

  private CodePoints() {}

  static int count(String text) {
    return text.codePointCount(0, text.length());
  }

  /**
   * Some characters of a text.
   *
   * @param from from 0; what lies outside of the text is left out
   * @param to exclusive
   */
  static String slice(String text, long from, long to) {
    int count = count(text);
    int first = (int) Math.max(0, Math.min(from, count));
    int last = (int) Math.max(first, Math.min(to, count));
    if (first == 0 && last == count) {
      return text;
    }
    if (count == text.length()) {
      return text.substring(first, last);
    }
    int begin = text.offsetByCodePoints(0, first);
    return text.substring(begin, text.offsetByCodePoints(begin, last - first));
  }
}
