package io.acequia.object.store.source;

import io.acequia.commons.config.RetryOptions;
import io.acequia.commons.error.Disposition;
import io.acequia.commons.retry.Backoff;
import io.acequia.object.store.ObjectStoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long a task waits for a store that fails, and when it gives up. */
final class StorePatience {

  private static final Logger log = LoggerFactory.getLogger(StorePatience.class);

  private final RetryOptions options;
  private final LongSupplier nanoTime;
  private int failures;
  private long firstFailure;
  private long until;

  /**
   * @param nanoTime a clock
   */
  StorePatience(RetryOptions options, LongSupplier nanoTime) {
    this.options = options;
    this.nanoTime = nanoTime;
  }

  /** Whether it is too early for another call. */
  boolean waits() {
    return failures > 0 && nanoTime.getAsLong() - until < 0;
  }

  /** A call has succeeded. */
  void succeeded() {
    failures = 0;
  }

  /**
   * A call has failed.
   *
   * @throws ConnectException if it is not to be repeated, or has been for too long
   */
  void failed(IOException e) {
    long now = nanoTime.getAsLong();
    firstFailure = failures == 0 ? now : firstFailure;
    failures++;
    boolean hopeless =
        e instanceof ObjectStoreException ours && ours.disposition() == Disposition.FAIL;
    if (hopeless || options.isExhausted(Duration.ofNanos(now - firstFailure))) {
      throw new ConnectException("the object store failed: " + e.getMessage(), e);
    }
    Backoff backoff =
        new Backoff(options.initialBackoff(), options.maxBackoff(), ThreadLocalRandom.current());
    Duration wait = ObjectStoreException.waitAfter(e, backoff.forAttempt(failures));
    until = now + wait.toNanos();
    log.warn(
        "the object store failed (attempt {}, next in {} ms): {}",
        failures,
        wait.toMillis(),
        e.getMessage());
  }
}
