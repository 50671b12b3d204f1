package io.acequia.local.process;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for conditions of the outside world that nobody notifies about. */
public final class Await {
  private static final Duration TICK = Duration.ofMillis(50);

  private Await() {}

  /**
   * Returns as soon as {@code condition} is true; an exception counts as "not yet", save {@link
   * ProcessFailedException}, which ends the wait.
   *
   * @param what completes the sentence "waited 30 s for ..."
   * @throws ProcessFailedException after {@code timeout}, with the last exception as its cause
   */
  public static void until(String what, Duration timeout, Callable<Boolean> condition) {
    until(what, timeout, new CompletableFuture<>(), condition);
  }

  /** Lets {@code time} pass, for a back-off or a pace; nothing else is waited for. */
  public static void pause(Duration time) {
    CompletableFuture<Void> never = new CompletableFuture<>();
    try {
      never.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw interrupted("a moment", e);
    }
  }

  /**
   * As {@link #until(String, Duration, Callable)}, given up as soon as {@code end} completes.
   *
   * @return false if {@code end} completed before the condition was true
   */
  static boolean until(
      String what, Duration timeout, CompletableFuture<?> end, Callable<Boolean> condition) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      Exception last = null;
      try {
        if (condition.call()) {
          return true;
        }
      } catch (InterruptedException e) {
        throw interrupted(what, e);
      } catch (ProcessFailedException e) {
        throw e;
      } catch (Exception e) {
        last = e;
      }
      if (System.nanoTime() - deadline >= 0) {
        throw new ProcessFailedException(
            "waited " + timeout.toSeconds() + " s for " + what + reason(last), cause(last));
      }
      if (completed(end, what)) {
        return false;
      }
    }
  }

  private static boolean completed(CompletableFuture<?> end, String what) {
    try {
      end.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    }
  }

  private static String reason(@Nullable Exception last) {
    return last == null ? "" : ": " + last.getMessage();
  }

  private static Throwable cause(@Nullable Exception last) {
    return last == null ? new CompletionException("the condition stayed false", null) : last;
  }

  private static ProcessFailedException interrupted(String what, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ProcessFailedException("interrupted while waiting for " + what, e);
  }
}
