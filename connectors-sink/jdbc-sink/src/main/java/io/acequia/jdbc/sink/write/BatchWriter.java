package io.acequia.jdbc.sink.write;

import io.acequia.commons.config.RetryOptions;
import io.acequia.commons.error.Disposition;
import io.acequia.commons.retry.Backoff;
import io.acequia.jdbc.sink.client.ConnectionSettings;
import io.acequia.jdbc.sink.client.SqlErrorClassifier;
import io.acequia.jdbc.sink.offset.OffsetStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the work of a {@link WorkQueue} on a thread of its own, in order, and repeats what fails
 * through no fault of the records until it succeeds.
 */
public final class BatchWriter implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(BatchWriter.class);

  private final WorkQueue queue;
  private final ConnectionSettings settings;
  private final RetryOptions retry;
  private final Backoff backoff;
  private final BatchTransaction transaction;
  private final KnownTables known;
  private final @Nullable OffsetStore offsets;
  private final SinkMetrics metrics;
  private volatile @Nullable Session session;
  private boolean established;
  // Two in a row mean that encoding anew does not help.
  private boolean staleBefore;

  BatchWriter(
      WorkQueue queue,
      ConnectionSettings settings,
      RetryOptions retry,
      WriteOptions options,
      KnownTables known,
      @Nullable OffsetStore offsets,
      SinkMetrics metrics) {
    this.queue = queue;
    this.settings = settings;
    this.retry = retry;
    this.backoff = new Backoff(retry.initialBackoff(), retry.maxBackoff(), new Random());
    this.known = known;
    this.offsets = offsets;
    this.metrics = metrics;
    this.transaction = new BatchTransaction(options, new BatchEncoder(options, known), offsets);
  }

  @Override
  public void run() {
    try {
      Work work = queue.take();
      while (work != null) {
        Outcome outcome = untilDone(work);
        if (outcome != null) {
          queue.finished(outcome);
        }
        work = outcome == null || outcome instanceof Outcome.Failed ? null : queue.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      queue.finished(new Outcome.Failed(new ConnectException("the writer failed", e)));
    } finally {
      disconnect();
    }
  }

  /** Returns {@code null} when the queue was closed meanwhile. */
  private @Nullable Outcome untilDone(Work asked) throws InterruptedException {
    Work work = asked;
    long firstFailure = 0;
    for (int failures = 0; ; ) {
      try {
        long begin = System.nanoTime();
        Outcome outcome = attempt(work);
        staleBefore = false;
        metrics.done(outcome, System.nanoTime() - begin);
        if (failures > 0) {
          log.info("PostgreSQL answers again, after {} failed attempts", failures);
        }
        return outcome;
      } catch (ConnectException e) {
        return new Outcome.Failed(e);
      } catch (SQLException e) {
        firstFailure = failures++ == 0 ? System.nanoTime() : firstFailure;
        Outcome failed = judge(e, Duration.ofNanos(System.nanoTime() - firstFailure));
        if (failed != null) {
          return failed;
        }
        Duration wait = backoff.forAttempt(failures);
        metrics.retried();
        log.warn(
            "PostgreSQL failed (attempt {}, SQLState {}): {}; trying again in {} ms",
            failures,
            e.getSQLState(),
            ServerMessage.of(e),
            wait.toMillis());
        work = queue.awaitRetry(wait);
        if (work == null) {
          return null;
        }
      }
    }
  }

  private Outcome attempt(Work work) throws SQLException {
    Session current = session;
    if (current == null) {
      current = Session.open(settings);
      session = current;
      established = true;
      if (offsets != null) {
        offsets.create(current.connection());
      }
    }
    if (work instanceof Batch batch) {
      return transaction.run(current, batch);
    }
    Work.ReadOffsets asked = (Work.ReadOffsets) work;
    if (offsets == null) {
      throw new IllegalStateException("no offsets are kept");
    }
    return new Outcome.OffsetsRead(
        asked.partitions(), offsets.read(current.connection(), asked.partitions()));
  }

  /** Returns {@code null} if the work is to be repeated. */
  private @Nullable Outcome judge(SQLException error, Duration elapsed) {
    SqlErrorClassifier classifier = new SqlErrorClassifier(established);
    Disposition disposition = classifier.classify(error);
    boolean stale = classifier.mayBeStale(error);
    // A fresh connection has no stale state; what may be half done ends with the old one.
    disconnect();
    if (stale && !staleBefore) {
      staleBefore = true;
      known.clear();
      return null;
    }
    if (disposition == Disposition.RETRY && !retry.isExhausted(elapsed)) {
      return null;
    }
    return new Outcome.Failed(
        new ConnectException(
            "PostgreSQL at %s: %s (SQLState %s)"
                .formatted(settings, ServerMessage.of(error), error.getSQLState()),
            error));
  }

  /** Cuts the connection if the server has been silent for too long in the middle of a call. */
  void abortIfSilent(Duration limit) {
    Session current = session;
    if (current != null && queue.isWorking() && current.silence() > limit.toNanos()) {
      log.warn("PostgreSQL has not moved for {} s: cutting the connection", limit.toSeconds());
      current.abort();
    }
  }

  /** Cuts the connection whatever it is doing. */
  void abort() {
    Session current = session;
    if (current != null) {
      current.abort();
    }
  }

  private void disconnect() {
    Session current = session;
    session = null;
    if (current != null) {
      current.close();
    }
  }
}
