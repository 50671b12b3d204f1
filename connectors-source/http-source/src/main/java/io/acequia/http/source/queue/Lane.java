package io.acequia.http.source.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The way from the listener to one task. Bounded by the listener's byte budget, not here.
 *
 * <p>Thread-safe: event loops submit, the task takes, anybody may close.
 */
public final class Lane {

  private final Map<String, String> partition;
  private final AtomicLong sequence;
  private final LinkedBlockingQueue<Submission> queue = new LinkedBlockingQueue<>();
  // Queued or polled, and not done.
  private final Set<Submission> live = ConcurrentHashMap.newKeySet();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder notAccepted = new LongAdder();
  private volatile boolean open = true;
  private volatile long lastPollNanos;

  /**
   * @param partition of every record's source
   * @param sequence how many events the task has taken so far, to count on from
   */
  public Lane(Map<String, String> partition, long sequence, long nowNanos) {
    this.partition = partition;
    this.sequence = new AtomicLong(sequence);
    this.lastPollNanos = nowNanos;
  }

  public Map<String, String> partition() {
    return partition;
  }

  /** The offset for the next {@code count} records: how many there will have been with them. */
  public Map<String, Long> nextOffset(int count) {
    return Map.of("sequence", sequence.addAndGet(count));
  }

  public boolean isOpen() {
    return open;
  }

  /** Hands over a submission; false if the lane is closed, and then nothing was done with it. */
  public boolean offer(Submission submission) {
    if (!open) {
      return false;
    }
    submission.queuedIn(this);
    live.add(submission);
    queue.add(submission);
    if (!open) {
      // Closed in between: the closing thread may have looked before the submission was there.
      submission.refuse();
    }
    return true;
  }

  /**
   * The records of the next submissions: as many as are there, until there are {@code enough}.
   *
   * @return {@code null} when none came within {@code wait}
   */
  public @Nullable List<SourceRecord> take(int enough, Duration wait) throws InterruptedException {
    lastPollNanos = System.nanoTime();
    Submission next = queue.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    List<SourceRecord> records = null;
    while (next != null) {
      if (next.poll()) {
        records = records == null ? new ArrayList<>(enough) : records;
        records.addAll(next.records());
        if (records.size() >= enough) {
          return records;
        }
      }
      next = queue.poll();
    }
    return records;
  }

  /** Takes no more; what was not polled yet is refused. */
  public void close() {
    open = false;
    for (Submission next = queue.poll(); next != null; next = queue.poll()) {
      next.refuse();
    }
  }

  /** Waits until everything polled is settled, at most this long. */
  public synchronized void awaitIdle(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!live.isEmpty()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  /** Gives up on whatever waits longer than {@code limit}. */
  public void abandonOlderThan(Duration limit, long nowNanos) {
    for (Submission submission : live) {
      if (nowNanos - submission.sinceNanos() >= limit.toNanos()) {
        queue.remove(submission);
        submission.abandon();
      }
    }
  }

  /** How long the oldest submission has been waiting. */
  public Duration oldest(long nowNanos) {
    long longest = 0;
    for (Submission submission : live) {
      longest = Math.max(longest, nowNanos - submission.sinceNanos());
    }
    return Duration.ofNanos(longest);
  }

  /** How long ago the task asked for records last; it does not while it is paused. */
  public Duration sinceLastPoll(long nowNanos) {
    return Duration.ofNanos(Math.max(0, nowNanos - lastPollNanos));
  }

  /** Events that Kafka acknowledged. */
  public long accepted() {
    return accepted.sum();
  }

  /** Events that were filtered or refused, or whose outcome is not known. */
  public long notAccepted() {
    return notAccepted.sum();
  }

  /** Submissions that are queued or polled and not settled. */
  public int inFlight() {
    return live.size();
  }

  void forget(Submission submission) {
    live.remove(submission);
    int count = submission.count(Outcome.ACCEPTED);
    accepted.add(count);
    notAccepted.add(submission.size() - count);
    if (live.isEmpty()) {
      synchronized (this) {
        notifyAll();
      }
    }
  }
}
