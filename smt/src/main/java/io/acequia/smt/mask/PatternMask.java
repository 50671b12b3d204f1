package io.acequia.smt.mask;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** The replacement, taken literally, for every match; linear in the text's length. */
final class PatternMask implements TextMask {

  private final Pattern pattern;
  private final String literal;

  PatternMask(Pattern pattern, String replacement) {
    this.pattern = pattern;
    this.literal = Matcher.quoteReplacement(replacement);
  }

  @Override
  public String apply(String text) {
    return pattern.matcher(text).replaceAll(literal);
  }
}
