package io.acequia.sql.eval;

import java.util.Arrays;
import org.apache.kafka.connect.errors.DataException;

/**
 * A pattern of LIKE or ILIKE. Matching tries each place of the text once for each run of characters
 * between two %, and never comes back to an earlier one.
 */
public final class LikePattern {

  private static final int ANY_RUN = -1;
  private static final int ANY_ONE = -2;

  private final int[] steps;
  private final boolean ignoreCase;
  private final boolean plain;
  private final String literal;

  private LikePattern(int[] steps, boolean ignoreCase) {
    this.steps = steps;
    this.ignoreCase = ignoreCase;
    StringBuilder characters = new StringBuilder();
    boolean wild = ignoreCase;
    for (int step : steps) {
      wild |= step < 0;
      if (step >= 0) {
        characters.appendCodePoint(step);
      }
    }
    this.plain = !wild;
    this.literal = characters.toString();
  }

  /**
   * @param escape the character that takes from % and _ their meaning, or an empty text
   * @throws DataException if the escape is longer, or is the pattern's last character
   */
  public static LikePattern compile(String pattern, String escape, boolean ignoreCase) {
    if (escape.codePointCount(0, escape.length()) > 1) {
      throw new DataException("ESCAPE takes one character");
    }
    int escaping = escape.isEmpty() ? Integer.MIN_VALUE : escape.codePointAt(0);
    int[] given = pattern.codePoints().toArray();
    int[] steps = new int[given.length];
    int size = 0;
    for (int i = 0; i < given.length; i++) {
      int c = given[i];
      if (c == escaping) {
        if (++i == given.length) {
          throw new DataException("a pattern of LIKE ends with its escape character");
        }
        steps[size++] = fold(given[i], ignoreCase);
      } else if (c == '%') {
        if (size == 0 || steps[size - 1] != ANY_RUN) {
          steps[size++] = ANY_RUN;
        }
      } else {
        steps[size++] = c == '_' ? ANY_ONE : fold(c, ignoreCase);
      }
    }
    return new LikePattern(Arrays.copyOf(steps, size), ignoreCase);
  }

  public boolean matches(String text) {
    return plain ? text.equals(literal) : matchesSteps(text);
  }

  private boolean matchesSteps(String text) {
    int at = 0;
    int step = 0;
    int runStep = -1;
    int runAt = 0;
    while (at < text.length()) {
      if (step < steps.length && steps[step] == ANY_RUN) {
        runStep = step++;
        runAt = at;
        if (step == steps.length) {
          return true;
        }
        continue;
      }
      int c = text.codePointAt(at);
      if (step < steps.length && (steps[step] == ANY_ONE || steps[step] == fold(c, ignoreCase))) {
        step++;
        at += Character.charCount(c);
      } else if (runStep >= 0) {
        // The last run of any characters takes one more; earlier runs need not be tried again.
        step = runStep + 1;
        runAt += Character.charCount(text.codePointAt(runAt));
        at = runAt;
      } else {
        return false;
      }
    }
    while (step < steps.length && steps[step] == ANY_RUN) {
      step++;
    }
    return step == steps.length;
  }

  private static int fold(int c, boolean ignoreCase) {
    return ignoreCase ? Character.toLowerCase(Character.toUpperCase(c)) : c;
  }
}
