package io.acequia.sql.library.text;

import org.apache.kafka.connect.errors.DataException;

/** Keeps small arguments from becoming a text or an array that fills the heap. */
public final class TextLimit {

  /** The longest text, in UTF-16 units, that a function makes of shorter ones. */
  public static final int MAX_LENGTH = 1 << 20;

  /** The most elements of an array that a function makes. */
  public static final int MAX_ELEMENTS = 100_000;

  private TextLimit() {}

  /**
   * What a function may make of a text: 1 MiB, or twice the text where that is more.
   *
   * @param length of the text that it was given
   */
  public static long of(int length) {
    return Math.max(MAX_LENGTH, 2L * length);
  }

  /**
   * @throws DataException if a text would be longer than a limit
   */
  public static void check(String function, long length, long limit) {
    if (length > limit) {
      throw new DataException(
          function + " would make a text of more than " + limit + " characters");
    }
  }

  /**
   * @throws DataException if an array would have more than {@link #MAX_ELEMENTS}
   */
  public static void checkElements(String function, long count) {
    if (count > MAX_ELEMENTS) {
      throw new DataException(
          function + " would make an array of more than " + MAX_ELEMENTS + " elements");
    }
  }
}
