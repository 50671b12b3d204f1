package io.acequia.elasticsearch.sink.write;

import io.acequia.commons.config.RetryOptions;
import io.acequia.commons.error.Disposition;
import io.acequia.commons.retry.Backoff;
import io.acequia.elasticsearch.sink.client.Answer;
import io.acequia.elasticsearch.sink.client.ClusterErrorClassifier;
import io.acequia.elasticsearch.sink.client.HttpFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bulk requests one after the other: the next is sent when nothing of the one before is left to be
 * sent again. All changes of a document pass through one lane, and so arrive in order. Thread-safe:
 * the task submits, the transport's threads complete.
 */
final class Lane {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  private final BulkSender sender;
  private final ItemClassifier classifier;
  private final RetryOptions retry;
  private final Backoff backoff;
  private final Listener listener;
  private final Deque<Bulk> waiting = new ArrayDeque<>();
  private boolean busy;
  private boolean closed;
  private int failures;
  private long firstFailure;
  private long notBefore = System.nanoTime();

  /** Learns what becomes of items; called on the transport's threads as well. */
  interface Listener {
    /** These are in the cluster, or need not be. */
    void done(List<BulkItem> items, long bytes, long nanos);

    /** These belong to partitions that are no longer the task's. */
    void dropped(List<BulkItem> items);

    /** These are at fault. */
    void rejected(Map<BulkItem, Exception> errors);

    /** So many are sent again. */
    void retried(int items);

    /** The task has to fail. */
    void failed(ConnectException cause);

    /** Whether the cluster has taken anything from this task yet. */
    boolean isEstablished();
  }

  Lane(
      BulkSender sender,
      ItemClassifier classifier,
      RetryOptions retry,
      Backoff backoff,
      Listener listener) {
    this.sender = sender;
    this.classifier = classifier;
    this.retry = retry;
    this.backoff = backoff;
    this.listener = listener;
  }

  /** Adds a request. */
  void submit(Bulk bulk) {
    synchronized (this) {
      waiting.add(bulk);
    }
    pump();
  }

  /** How many requests wait or are under way. */
  synchronized int backlog() {
    return waiting.size() + (busy ? 1 : 0);
  }

  /** Whether a request is under way, rather than waiting for better times. */
  synchronized boolean isProgressing() {
    return busy || (!waiting.isEmpty() && failures == 0);
  }

  /** Sends nothing more. */
  synchronized void close() {
    closed = true;
    waiting.clear();
  }

  /** Sends the next request if one may be sent. */
  void pump() {
    Bulk next = next();
    while (next != null) {
      Bulk kept = next.withoutRevoked();
      if (kept != next) {
        listener.dropped(next.items().stream().filter(i -> i.source().isRevoked()).toList());
      }
      if (!kept.isEmpty()) {
        send(kept);
        return;
      }
      release();
      next = next();
    }
  }

  private synchronized @Nullable Bulk next() {
    if (closed || busy || waiting.isEmpty() || System.nanoTime() - notBefore < 0) {
      return null;
    }
    busy = true;
    return waiting.poll();
  }

  private synchronized void release() {
    busy = false;
  }

  private void send(Bulk bulk) {
    long begin = System.nanoTime();
    CompletableFuture<Answer> unused =
        sender
            .send(bulk)
            .whenComplete(
                (answer, error) -> {
                  try {
                    finished(bulk, answer, error, System.nanoTime() - begin);
                  } catch (RuntimeException e) {
                    listener.failed(
                        new ConnectException("the answer to a request was not dealt with", e));
                  }
                });
  }

  private void finished(Bulk bulk, @Nullable Answer answer, @Nullable Throwable error, long nanos) {
    if (answer != null) {
      try {
        answered(bulk, BulkAnswer.read(answer.body(), bulk.items().size()), nanos);
      } catch (IOException e) {
        failed(bulk, e);
      }
    } else {
      Throwable cause = error instanceof CompletionException ? error.getCause() : error;
      if (cause instanceof IOException io) {
        failed(bulk, io);
      } else {
        giveUp(
            cause instanceof ConnectException connect
                ? connect
                : new ConnectException("a request could not be sent", cause));
        return;
      }
    }
    pump();
  }

  private void answered(Bulk bulk, BulkAnswer answer, long nanos) {
    BulkVerdict verdict = BulkVerdict.of(bulk.items(), answer, classifier);
    verdict.gone().forEach(sender::forget);
    listener.done(verdict.done(), bulk.bytes(), nanos);
    if (!verdict.rejected().isEmpty()) {
      listener.rejected(verdict.rejected());
    }
    if (verdict.failure() != null) {
      giveUp(verdict.failure());
    } else if (verdict.again().isEmpty()) {
      recovered();
    } else {
      if (!verdict.done().isEmpty()) {
        restartClock();
      }
      again(bulk.only(verdict.again()), verdict.reason(), Optional.empty());
    }
  }

  private void failed(Bulk bulk, IOException error) {
    Disposition disposition = new ClusterErrorClassifier(listener.isEstablished()).classify(error);
    switch (disposition) {
      case RETRY ->
          again(
              bulk,
              String.valueOf(error.getMessage()),
              error instanceof HttpFailure failure ? failure.retryAfter() : Optional.empty());
      case FAIL ->
          giveUp(
              new ConnectException("the cluster refuses requests: " + error.getMessage(), error));
      case REPORT -> halve(bulk, error);
    }
  }

  /** Finds out which items the whole request was refused for. */
  private void halve(Bulk bulk, IOException error) {
    List<BulkItem> items = bulk.items();
    if (items.size() == 1) {
      listener.rejected(
          Map.of(
              items.get(0),
              new DataException("the cluster refused it: " + error.getMessage(), error)));
    }
    synchronized (this) {
      busy = false;
      if (items.size() > 1 && !closed) {
        int middle = items.size() / 2;
        waiting.addFirst(bulk.only(items.subList(middle, items.size())));
        waiting.addFirst(bulk.only(items.subList(0, middle)));
      }
    }
  }

  private void again(Bulk bulk, String reason, Optional<Duration> asked) {
    long now = System.nanoTime();
    Duration wait;
    int attempt;
    boolean exhausted;
    synchronized (this) {
      firstFailure = failures == 0 ? now : firstFailure;
      attempt = ++failures;
      Duration drawn = backoff.forAttempt(attempt);
      wait = asked.filter(a -> a.compareTo(drawn) > 0).orElse(drawn);
      exhausted = retry.isExhausted(Duration.ofNanos(now - firstFailure));
    }
    if (exhausted) {
      giveUp(new ConnectException("the cluster has not taken records for too long: " + reason));
      return;
    }
    listener.retried(bulk.items().size());
    synchronized (this) {
      if (closed) {
        return;
      }
      notBefore = now + wait.toNanos();
      waiting.addFirst(bulk);
      busy = false;
    }
    log.warn(
        "The cluster did not take {} records (attempt {}): {}; trying again in {} ms",
        bulk.items().size(),
        attempt,
        reason,
        TimeUnit.NANOSECONDS.toMillis(wait.toNanos()));
  }

  private synchronized void recovered() {
    busy = false;
    if (failures > 0) {
      log.info("The cluster takes records again, after {} failed attempts", failures);
    }
    failures = 0;
  }

  /** Something of the request was taken: it is not "nothing but failures" any more. */
  private synchronized void restartClock() {
    firstFailure = System.nanoTime();
  }

  private void giveUp(ConnectException cause) {
    close();
    listener.failed(cause);
  }
}
