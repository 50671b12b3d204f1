package io.acequia.smt.mask;

import com.google.re2j.Pattern;

/**
 * Hides what a text says. Pure: the same text always gives the same. Used by one thread at a time.
 */
@FunctionalInterface
public interface TextMask {

  String apply(String text);

  /** One text for all. */
  static TextMask whole(String replacement) {
    return new WholeMask(replacement);
  }

  /** Stars, but for the first and the last characters. */
  static TextMask partial(int first, int last) {
    return new PartialMask(first, last);
  }

  /** The replacement, taken literally, for what matches. */
  static TextMask pattern(Pattern pattern, String replacement) {
    return new PatternMask(pattern, replacement);
  }

  /** 0 for every digit. */
  static TextMask digits() {
    return new ZeroDigitsMask();
  }

  /**
   * Another digit for every digit, the same ones for the same text.
   *
   * @param secret not empty
   */
  static TextMask digits(byte[] secret) {
    return new KeyedDigitsMask(secret);
  }
}
