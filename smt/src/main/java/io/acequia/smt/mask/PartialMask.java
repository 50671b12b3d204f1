package io.acequia.smt.mask;

/**
 * A star for every character but the first and the last ones. The length stays to be seen. A text
 * so short that nothing would be hidden is hidden wholly. Counts code points, so that no character
 * is cut in two.
 */
record PartialMask(int first, int last) implements TextMask {

  @Override
  public String apply(String text) {
    int length = text.codePointCount(0, text.length());
    if (length <= (long) first + last) {
      return "*".repeat(length);
    }
    int start = text.offsetByCodePoints(0, first);
    int end = text.offsetByCodePoints(text.length(), -last);
    return text.substring(0, start) + "*".repeat(length - first - last) + text.substring(end);
  }
}
