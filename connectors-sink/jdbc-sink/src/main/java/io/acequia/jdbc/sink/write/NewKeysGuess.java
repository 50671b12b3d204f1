package io.acequia.jdbc.sink.write;

/**
 * Guesses whether all keys of a batch are new to their table, by how the last ones were. Where they
 * are, a plain {@code COPY} does what an upsert would, three times as fast. A wrong guess costs the
 * rows that were copied before the first known key, and leaves them for vacuum: so after each one
 * twice as many batches go by before the next.
 */
final class NewKeysGuess {
  private static final int FIRST_PAUSE = 8;
  private static final int LONGEST_PAUSE = 1_024;

  private int pause;
  private int left;

  /** Whether the next batch is to be tried; to be asked once a batch. */
  boolean isWorthTrying() {
    if (left > 0) {
      left--;
      return false;
    }
    return true;
  }

  void wasRight() {
    pause = 0;
  }

  void wasWrong() {
    pause = pause == 0 ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, pause * 2);
    left = pause;
  }
}
