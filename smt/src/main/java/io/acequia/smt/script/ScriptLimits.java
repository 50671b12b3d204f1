package io.acequia.smt.script;

/**
 * What a script may use for one record.
 *
 * @param timeoutMillis the longest that it runs
 * @param memoryBytes the most that it allocates, garbage included
 */
public record ScriptLimits(long timeoutMillis, long memoryBytes) {

  /** The most elements of an array that one call of the standard library goes over. */
  static final int MAX_ELEMENTS = 1_000_000;

  /** The most arguments that {@code apply} spreads. */
  static final int MAX_ARGUMENTS = 65_536;

  /** The most bits of a BigInt. */
  static final int MAX_BITS = 65_536;

  /** The longest text that a script may make: two bytes a character, an eighth of its memory. */
  int maxChars() {
    return (int) Math.min(memoryBytes / 16, 1 << 26);
  }

  LimitExceeded exceeded(String what) {
    return new LimitExceeded("the script was ended: " + what);
  }
}
