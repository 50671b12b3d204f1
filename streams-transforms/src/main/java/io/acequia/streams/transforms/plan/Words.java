package io.acequia.streams.transforms.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words of the plan's language: how constants are written, and what a misspelt one meant. */
final class Words {

  private Words() {}

  /** How a constant is written in a plan: {@code ON_CLOSE} is on_close. */
  static String spell(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static List<String> spellAll(Class<? extends Enum<?>> constants) {
    return Arrays.stream(constants.getEnumConstants()).map(Words::spell).toList();
  }

  /** The constant of exactly this spelling; null if there is none. */
  static <E extends Enum<E>> @Nullable E find(Class<E> constants, String word) {
    for (E constant : constants.getEnumConstants()) {
      if (spell(constant).equals(word)) {
        return constant;
      }
    }
    return null;
  }

  /** {@code "; did you mean 'where'?"} for the nearest candidate; empty if none is near. */
  static String didYouMean(String word, Iterable<String> candidates) {
    String nearest = null;
    int best = Math.max(1, Math.min(word.length() / 2, 3)) + 1;
    for (String candidate : candidates) {
      int distance = distance(plain(word), plain(candidate));
      if (distance < best) {
        best = distance;
        nearest = candidate;
      }
    }
    return nearest == null ? "" : "; did you mean '" + nearest + "'?";
  }

  /** The word in quotes, cut where it is too long for a message. */
  static String quote(String word) {
    return "'" + (word.length() <= 60 ? word : word.substring(0, 60) + "...") + "'";
  }

  private static String plain(String word) {
    String start = word.length() <= 64 ? word : word.substring(0, 64);
    return start.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /** Edits that turn one into the other; swapping two neighbours is one (optimal alignment). */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
