package io.acequia.smt.json;

/**
 * How JSON is read.
 *
 * @param bigNumbers for numbers that would not survive
 * @param lastKeyWins whether the last of equal keys counts; otherwise they are refused
 * @param maxDepth of nested objects and arrays, at most 1,000 since reading is recursive
 * @param maxBytes of a text in UTF-8
 */
public record JsonOptions(BigNumbers bigNumbers, boolean lastKeyWins, int maxDepth, int maxBytes) {

  public static final int DEFAULT_DEPTH = 100;
  public static final int DEFAULT_BYTES = 16 * 1024 * 1024;

  /** What {@code ParseJson} does without settings. */
  public static final JsonOptions DEFAULTS =
      new JsonOptions(BigNumbers.FAIL, true, DEFAULT_DEPTH, DEFAULT_BYTES);
}
