package io.acequia.http.source.queue;

import io.acequia.http.source.event.RecordParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records that go to Connect together, and what became of each.
 *
 * <p>A submission waits in a lane, is polled, and is done when every record is settled. Whether it
 * is polled or refused is decided once and atomically, so that what was refused is never written.
 * Thread-safe: it is made on an event loop, polled by the task and settled by the producer.
 */
public final class Submission {

  private enum State {
    QUEUED,
    POLLED,
    DONE
  }

  private final List<SourceRecord> records;
  private final AtomicReferenceArray<Outcome> outcomes;
  private final AtomicInteger unsettled;
  private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
  private final Consumer<Submission> whenDone;
  private final long sinceNanos;
  private volatile @Nullable Lane lane;

  /**
   * @param offset of the records, one for all: nothing is read back from the outside system
   * @param whenDone called once, on whichever thread settles the last record: it must be quick
   * @param nowNanos of {@code System.nanoTime}
   */
  public Submission(
      Map<String, String> partition,
      Map<String, Long> offset,
      List<RecordParts> parts,
      @Nullable Schema valueSchema,
      Iterable<Header> headers,
      Consumer<Submission> whenDone,
      long nowNanos) {
    this.records = new ArrayList<>(parts.size());
    this.outcomes = new AtomicReferenceArray<>(parts.size());
    this.unsettled = new AtomicInteger(parts.size());
    this.whenDone = whenDone;
    this.sinceNanos = nowNanos;
    for (int i = 0; i < parts.size(); i++) {
      records.add(
          new IngestedRecord(this, i, partition, offset, parts.get(i), valueSchema, headers));
    }
  }

  /** What became of a record of a done submission. */
  public Outcome outcome(int index) {
    Outcome outcome = outcomes.get(index);
    return outcome == null ? Outcome.UNKNOWN : outcome;
  }

  public int size() {
    return outcomes.length();
  }

  int count(Outcome outcome) {
    int count = 0;
    for (int i = 0; i < outcomes.length(); i++) {
      count += outcomes.get(i) == outcome ? 1 : 0;
    }
    return count;
  }

  List<SourceRecord> records() {
    return records;
  }

  long sinceNanos() {
    return sinceNanos;
  }

  void queuedIn(Lane where) {
    lane = where;
  }

  /** Takes the submission for Connect; false if it was refused before. */
  boolean poll() {
    return state.compareAndSet(State.QUEUED, State.POLLED);
  }

  /** Refuses the whole submission, unless it was polled already. */
  boolean refuse() {
    if (!state.compareAndSet(State.QUEUED, State.DONE)) {
      return false;
    }
    settleRest(Outcome.REFUSED);
    tell();
    return true;
  }

  /** Gives up waiting for what is not settled yet. */
  void abandon() {
    if (!refuse()) {
      settleRest(Outcome.UNKNOWN);
      finish();
    }
  }

  void settle(int index, Outcome outcome) {
    if (outcomes.compareAndSet(index, null, outcome) && unsettled.decrementAndGet() == 0) {
      finish();
    }
  }

  private void settleRest(Outcome outcome) {
    for (int i = 0; i < outcomes.length(); i++) {
      outcomes.compareAndSet(i, null, outcome);
    }
  }

  private void finish() {
    if (state.getAndSet(State.DONE) != State.DONE) {
      tell();
    }
  }

  private void tell() {
    Lane where = lane;
    if (where != null) {
      where.forget(this);
    }
    whenDone.accept(this);
  }
}
