package io.acequia.smt.mask;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Locale;

/**
 * The masks that {@code MASK} knows by words: {@code whole}, {@code keep first 2}, {@code keep last
 * 4}, {@code keep first 2 last 4}, {@code digits}. Anything else is a regular expression.
 */
final class MaskPattern {

  static final String STARS = "****";

  private static final int MOST_KEPT = 1_000;
  private static final java.util.regex.Pattern KEEP =
      java.util.regex.Pattern.compile("keep(?: first (\\d{1,4}))?(?: last (\\d{1,4}))?");

  private MaskPattern() {}

  /**
   * @param replacement for {@code whole} and what matches
   * @throws IllegalArgumentException saying what is wrong
   */
  static TextMask of(String pattern, String replacement) {
    String words = pattern.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    if (words.equals("whole")) {
      return TextMask.whole(replacement);
    }
    if (words.equals("digits")) {
      return TextMask.digits();
    }
    java.util.regex.Matcher keep = KEEP.matcher(words);
    if (keep.matches()) {
      int first = keep.group(1) == null ? 0 : Integer.parseInt(keep.group(1));
      int last = keep.group(2) == null ? 0 : Integer.parseInt(keep.group(2));
      if (first + last == 0 || first > MOST_KEPT || last > MOST_KEPT) {
        throw new IllegalArgumentException("keep needs a number from 1 to " + MOST_KEPT);
      }
      return TextMask.partial(first, last);
    }
    if (pattern.isEmpty()) {
      throw new IllegalArgumentException("it is empty");
    }
    try {
      return TextMask.pattern(Pattern.compile(pattern), replacement);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("it is not RE2: " + e.getDescription(), e);
    }
  }
}
