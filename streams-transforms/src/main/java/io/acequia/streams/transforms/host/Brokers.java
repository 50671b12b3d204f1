package io.acequia.streams.transforms.host;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.errors.ConnectException;

/** Waits for what the cluster answers. */
final class Brokers {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Brokers() {}

  /**
   * The answer.
   *
   * @param what was asked, as the rest of "cannot ..."
   * @throws ConnectException if the cluster refused it, with the refusal as its cause, or did not
   *     answer in time
   */
  static <T> T answer(Future<T> asked, String what) {
    try {
      return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ConnectException("cannot " + what + ": " + cause.getMessage(), cause);
    } catch (TimeoutException e) {
      throw new ConnectException("cannot " + what + ": no answer from the brokers", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectException("interrupted, cannot " + what, e);
    }
  }
}
