package io.acequia.object.store.sink.offset;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Where a partition stands. Everything before {@code next} is in complete objects.
 *
 * @param next the offset at which a task begins
 * @param claimed the end of the epoch that begins at {@code next} and of which some files may be
 *     there: whoever begins at {@code next} must end that epoch there, too; -1 if there is none
 * @param writer which task wrote this
 */
public record IndexEntry(long next, long claimed, String writer) {
  /** No claim. */
  public static final long NONE = -1;

  private static final int MAX_BYTES = 4_096;

  /** As it is stored. */
  String text() {
    return "next=" + next + "\nclaimed=" + claimed + "\nwriter=" + writer + "\n";
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is nothing of the kind
   */
  static IndexEntry parse(String text) {
    Properties properties = new Properties();
    try {
      if (text.length() > MAX_BYTES) {
        throw new IllegalArgumentException("it has " + text.length() + " characters");
      }
      properties.load(new StringReader(text));
      IndexEntry entry =
          new IndexEntry(
              Long.parseLong(properties.getProperty("next", "")),
              Long.parseLong(properties.getProperty("claimed", "")),
              properties.getProperty("writer", ""));
      if (entry.next < 0 || (entry.claimed != NONE && entry.claimed <= entry.next)) {
        throw new IllegalArgumentException("its offsets contradict each other");
      }
      return entry;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
