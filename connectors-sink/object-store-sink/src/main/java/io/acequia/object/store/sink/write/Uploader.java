package io.acequia.object.store.sink.write;

import io.acequia.commons.config.RetryOptions;
import io.acequia.commons.error.Disposition;
import io.acequia.commons.retry.Backoff;
import io.acequia.object.store.ObjectStoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a task's calls of the store on a few threads of its own, and repeats those that fail
 * through no fault of theirs. What waits here is bounded by the task's byte budget.
 */
public final class Uploader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Uploader.class);

  private final ScheduledThreadPoolExecutor threads;
  private final RetryOptions retry;
  private final Backoff backoff;
  private final SinkMetrics metrics;

  /** One attempt of a call. */
  @FunctionalInterface
  public interface StoreCall<T> {
    @Nullable T run() throws IOException;
  }

  /**
   * @param count how many calls are made at once
   */
  public Uploader(String name, int count, RetryOptions retry, SinkMetrics metrics) {
    this.retry = retry;
    this.backoff = new Backoff(retry.initialBackoff(), retry.maxBackoff(), new Random());
    this.metrics = metrics;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ScheduledThreadPoolExecutor(
            count,
            task -> {
              Thread thread = new Thread(task, name + "-upload-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
    threads.setRemoveOnCancelPolicy(true);
  }

  /** Makes a call until it succeeds, or fails for good; never completes after {@link #close}. */
  public <T> CompletableFuture<T> call(String what, StoreCall<T> call) {
    Attempts<T> attempts = new Attempts<>(what, call);
    submit(attempts, Duration.ZERO);
    return attempts.result;
  }

  private void submit(Attempts<?> attempts, Duration delay) {
    if (!threads.isShutdown()) {
      var unused = threads.schedule(attempts, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Ends all calls, within a second. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
        log.warn("A call of the store does not end: leaving it behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Attempts<T> implements Runnable {
    private final String what;
    private final StoreCall<T> call;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private int failures;
    private long firstFailure;

    private Attempts(String what, StoreCall<T> call) {
      this.what = what;
      this.call = call;
    }

    @Override
    public void run() {
      try {
        long begin = System.nanoTime();
        T answer = call.run();
        metrics.called(System.nanoTime() - begin);
        if (failures > 0) {
          log.info("The store answers again, after {} failed attempts at {}", failures, what);
        }
        result.complete(answer);
      } catch (UncheckedIOException e) {
        failed(e.getCause() == null ? new IOException(e) : e.getCause());
      } catch (IOException e) {
        failed(e);
      } catch (RuntimeException e) {
        result.completeExceptionally(e);
      }
    }

    private void failed(IOException error) {
      if (failures++ == 0) {
        firstFailure = System.nanoTime();
      }
      boolean passing =
          !(error instanceof ObjectStoreException said) || said.disposition() == Disposition.RETRY;
      if (!passing || retry.isExhausted(Duration.ofNanos(System.nanoTime() - firstFailure))) {
        result.completeExceptionally(error);
        return;
      }
      if (threads.isShutdown()) {
        return;
      }
      Duration wait = ObjectStoreException.waitAfter(error, backoff.forAttempt(failures));
      metrics.retried();
      log.warn(
          "The store failed (attempt {}): {}; trying again in {} ms",
          failures,
          error.getMessage(),
          wait.toMillis());
      submit(this, wait);
    }
  }
}
