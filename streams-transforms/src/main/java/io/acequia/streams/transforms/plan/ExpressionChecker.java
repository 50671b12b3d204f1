package io.acequia.streams.transforms.plan;

import org.jspecify.annotations.Nullable;

/**
 * Says whether the SQL texts of a plan can be compiled; the plan itself does not know the language.
 */
@FunctionalInterface
public interface ExpressionChecker {

  /** What a text stands for. */
  enum Kind {
    /** What follows SELECT: columns, expressions with names, stars. */
    SELECT_LIST,
    /** What follows WHERE: true, false or unknown. */
    CONDITION,
    /** One value, such as a key or the input of an aggregate. */
    VALUE
  }

  /**
   * What keeps a text from being compiled.
   *
   * @param line from 1, within the text
   * @param column from 1
   */
  record Finding(String message, int line, int column) {}

  /** What is wrong with {@code text}; null if nothing is. */
  @Nullable Finding check(Kind kind, String text);

  /** Takes every text as it is. */
  static ExpressionChecker none() {
    return (kind, text) -> null;
  }
}
