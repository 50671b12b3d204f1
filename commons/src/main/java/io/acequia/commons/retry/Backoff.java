package io.acequia.commons.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter and a cap: the wait before attempt <i>n</i> is uniform in
 * [0, min(max, initial * 2<sup>n-1</sup>)].
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Marc
 *     Brooker, Exponential Backoff And Jitter</a>
 */
public final class Backoff {

  private final long initialMs;
  private final long maxMs;
  private final RandomGenerator random;

  public Backoff(Duration initial, Duration max, RandomGenerator random) {
    this.initialMs = initial.toMillis();
    this.maxMs = max.toMillis();
    if (initialMs < 1 || maxMs < 1) {
      throw new IllegalArgumentException("back-off below a millisecond: " + initial + ", " + max);
    }
    this.random = random;
  }

  /** The wait after the {@code attempt}-th failure, counted from 1. */
  public Duration forAttempt(int attempt) {
    int doublings = Math.min(Math.max(attempt, 1) - 1, 62);
    long bound = initialMs > maxMs >> doublings ? maxMs : initialMs << doublings;
    return Duration.ofMillis(random.nextLong(bound + 1));
  }
}
