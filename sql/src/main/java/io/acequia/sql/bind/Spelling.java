package io.acequia.sql.bind;

import java.util.Collection;
import java.util.Locale;

/** Names that someone may have meant. */
final class Spelling {

  private static final int MAX_LENGTH = 64;

  private Spelling() {}

  /**
   * @return {@code ; did you mean x?} or nothing
   */
  static String hint(String given, Collection<String> known) {
    String best = "";
    int least = Math.max(1, given.length() / 3) + 1;
    for (String name : known) {
      int distance = distance(fold(given), fold(name));
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return best.isEmpty() ? "" : "; did you mean " + best + "?";
  }

  private static String fold(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.length() > MAX_LENGTH ? lower.substring(0, MAX_LENGTH) : lower;
  }

  /** Insertions, deletions and replacements between two words (Levenshtein). */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[row.length - 1];
  }
}
