package io.acequia.commons.offset;

/**
 * Tells the commits that a worker makes at its interval from the one that it makes before it takes
 * partitions away: that comes too early. Only the latter is worth waiting for what is being
 * written; at the others that would only stop the flow. A wrong guess costs a short wait, or a
 * repetition that at-least-once allows.
 */
public final class CommitPace {
  private static final long UNKNOWN = Long.MAX_VALUE;

  private long lastAt;
  private long interval = UNKNOWN;
  private boolean started;

  /**
   * Notes a commit.
   *
   * @param now in nanoseconds
   * @return whether it came before the interval was over
   */
  public boolean isEarly(long now) {
    long gap = now - lastAt;
    boolean first = !started;
    started = true;
    lastAt = now;
    if (first) {
      return true;
    }
    boolean early = interval == UNKNOWN || gap < interval - interval / 50;
    if (interval == UNKNOWN || !early) {
      interval = Math.min(interval, gap);
    }
    return early;
  }
}
