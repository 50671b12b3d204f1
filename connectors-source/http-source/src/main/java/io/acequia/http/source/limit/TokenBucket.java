package io.acequia.http.source.limit;

import java.time.Duration;

/**
 * A bucket that holds a period's requests and fills evenly: each request takes one, and who finds
 * it empty comes back when there is one again. Thread-safe.
 */
public final class TokenBucket {

  private final int capacity;
  private final double nanosPerToken;
  private double tokens;
  private long filledAtNanos;

  public TokenBucket(RateLimit limit, long nowNanos) {
    this.capacity = limit.requests();
    this.nanosPerToken = (double) limit.period().toNanos() / limit.requests();
    this.tokens = capacity;
    this.filledAtNanos = nowNanos;
  }

  /** Takes a token if there is one. */
  public synchronized Taken take(long nowNanos) {
    tokens = Math.min(capacity, tokens + (nowNanos - filledAtNanos) / nanosPerToken);
    filledAtNanos = nowNanos;
    boolean allowed = tokens >= 1;
    if (allowed) {
      tokens--;
    }
    return new Taken(
        allowed,
        capacity,
        (int) tokens,
        Duration.ofNanos((long) ((capacity - tokens) * nanosPerToken)),
        Duration.ofNanos((long) Math.ceil(Math.max(0, 1 - tokens) * nanosPerToken)));
  }

  /**
   * What a request got.
   *
   * @param remaining whole tokens
   * @param untilFull until the limit is reset
   * @param untilNext until one more request is allowed
   */
  public record Taken(
      boolean allowed, int limit, int remaining, Duration untilFull, Duration untilNext) {}
}
