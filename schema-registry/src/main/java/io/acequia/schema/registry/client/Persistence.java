package io.acequia.schema.registry.client;

import io.acequia.commons.retry.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats requests while the registry is unavailable. Whoever asks is no place to fail at: Connect
 * and Kafka Streams take the failure of a converter or of a deserializer for the record's fault.
 */
public final class Persistence {

  private static final Logger log = LoggerFactory.getLogger(Persistence.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final Duration limit;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * @param limit after how long of nothing but failures to give up; negative: never
   */
  public Persistence(Duration limit) {
    this.limit = limit;
  }

  /**
   * The result of a request.
   *
   * @throws RegistryUnavailableException after the limit, when closed, or when interrupted
   */
  public <T> T call(Supplier<T> request) {
    long begin = System.nanoTime();
    Backoff backoff = null;
    for (int attempt = 1; ; attempt++) {
      try {
        T result = request.get();
        if (attempt > 1) {
          log.info("the schema registry answers again, after {} attempts", attempt);
        }
        return result;
      } catch (RegistryUnavailableException e) {
        boolean over =
            !limit.isNegative() && System.nanoTime() - begin >= limit.toNanos()
                || Thread.currentThread().isInterrupted();
        if (over) {
          throw e;
        }
        if (backoff == null) {
          backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, ThreadLocalRandom.current());
          log.warn("waiting for the schema registry: {}", e.getMessage());
        }
        pause(backoff.forAttempt(attempt), e);
      }
    }
  }

  private void pause(Duration time, RegistryUnavailableException failure) {
    try {
      if (closed.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failure;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  /** Ends all waiting, also of other threads. */
  public void close() {
    closed.countDown();
  }
}
