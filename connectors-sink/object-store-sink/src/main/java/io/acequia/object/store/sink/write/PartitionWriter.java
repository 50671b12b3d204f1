package io.acequia.object.store.sink.write;

import io.acequia.commons.budget.ByteBudget;
import io.acequia.object.store.Condition;
import io.acequia.object.store.sink.offset.EpochIndex;
import io.acequia.object.store.sink.offset.IndexEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/**
 * One partition's files: the epoch that is open, and those that are being completed, in order. An
 * epoch that the index says was claimed before a crash ends where it ended then.
 */
final class PartitionWriter {
  private static final long NONE = IndexEntry.NONE;

  private final TopicPartition partition;
  private final WriteOptions options;
  private final FileOpener opener;
  private final PartitionLedger ledger;
  private final ByteBudget budget;
  private final SinkMetrics metrics;
  private final Deque<EndedEpoch> ended = new ArrayDeque<>();
  private @Nullable Epoch epoch;
  private long claimedEnd = NONE;
  private long seen = NONE;
  private long durable = NONE;
  private CompletableFuture<Void> reports = CompletableFuture.completedFuture(null);

  PartitionWriter(
      TopicPartition partition,
      WriteOptions options,
      FileOpener opener,
      PartitionLedger ledger,
      ByteBudget budget,
      SinkMetrics metrics) {
    this.partition = partition;
    this.options = options;
    this.opener = opener;
    this.ledger = ledger;
    this.budget = budget;
    this.metrics = metrics;
  }

  /** Begins where the index says; {@code null} if it has nothing of this partition. */
  void begin(EpochIndex.@Nullable Found found) {
    ledger.begin(found == null ? null : found.version());
    claimedEnd = found == null ? NONE : found.entry().claimed();
  }

  /**
   * Adds a record.
   *
   * @throws org.apache.kafka.connect.errors.DataException if the record is at fault, and nowhere
   */
  void add(long offset, String path, long time, SchemaAndValue value, long estimate) {
    endBefore(offset, time);
    Epoch current = epoch == null ? new Epoch(offset, System.nanoTime(), time, budget) : epoch;
    int files = current.files().size();
    OpenFile file;
    try {
      file =
          current.add(
              path, value, estimate, () -> opener.open(path, partition, offset, value.schema()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    epoch = current;
    metrics.files(current.files().size() - files);
    cover(offset);
    if (claimedEnd == NONE && options.rotation().isFull(file.records(), file.bytes())) {
      end(current.next());
    }
  }

  /** Passes over a record. */
  void skip(long offset) {
    if (claimedEnd != NONE && offset >= claimedEnd) {
      end(claimedEnd);
    }
    cover(offset);
  }

  /** Passes over a record once its report is durable. */
  void skip(long offset, CompletableFuture<Void> report) {
    reports = CompletableFuture.allOf(reports, report);
    skip(offset);
  }

  private void endBefore(long offset, long time) {
    Epoch current = epoch;
    if (claimedEnd != NONE) {
      if (offset >= claimedEnd) {
        end(claimedEnd);
      }
    } else if (current != null && options.rotation().isOver(current.firstTime(), time)) {
      end(current.next());
    }
  }

  private void cover(long offset) {
    seen = offset + 1;
    if (epoch != null) {
      epoch.cover(offset);
    }
    if (claimedEnd == seen) {
      end(claimedEnd);
    }
  }

  /** Ends the epoch if it has been open for long enough. */
  void endIfOver(long now) {
    Epoch current = epoch;
    if (current != null
        && claimedEnd == NONE
        && options.rotation().isOver(now - current.begunAt())) {
      end(current.next());
    }
  }

  /** Ends the epoch before its time, unless its end is given. */
  void endEarly() {
    Epoch current = epoch;
    if (current != null && claimedEnd == NONE) {
      end(current.next());
    }
  }

  boolean canEndEarly() {
    return epoch != null && claimedEnd == NONE;
  }

  /** Uploads what is enough for a part already, if there is more than at the last time. */
  void relieve(int minPartBytes) {
    if (epoch != null) {
      epoch.relieve(minPartBytes);
    }
  }

  private void end(long end) {
    Epoch current = epoch;
    boolean claimed = claimedEnd != NONE;
    epoch = null;
    claimedEnd = NONE;
    if (current == null) {
      return;
    }
    try {
      EndedEpoch last = new EndedEpoch(current.from(), end, current.records(), current.finish());
      CompletableFuture<Void> before =
          ended.isEmpty() ? reports : CompletableFuture.allOf(reports, ended.getLast().done());
      last.begin(
          before, ledger, claimed, options.conditional() ? Condition.absent() : Condition.any());
      ended.add(last);
      metrics.files(-last.objects());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes note of the epochs that are complete.
   *
   * @return why one could not be completed; {@code null} if all is well
   */
  @Nullable Throwable settle() {
    while (!ended.isEmpty() && ended.getFirst().done().isDone()) {
      EndedEpoch first = ended.getFirst();
      try {
        first.done().join();
      } catch (CompletionException e) {
        return e.getCause() == null ? e : e.getCause();
      }
      ended.removeFirst();
      durable = first.end();
      metrics.completed(first.records(), first.bytes(), first.objects());
    }
    return null;
  }

  /**
   * The next offset to read if everything ended now; -1 if nothing is known yet.
   *
   * @param delivered the offset after the last record that Connect read, -1 if that is not known;
   *     what lies between that and the last record that came is of no interest to anybody
   */
  long committable(long delivered) {
    boolean clean = epoch == null && ended.isEmpty() && reports.isDone();
    return clean ? Math.max(Math.max(durable, seen), delivered) : durable;
  }

  /** Where a redelivery has to begin; -1 if nothing waits. */
  long firstWaiting() {
    return !ended.isEmpty() ? ended.getFirst().from() : epoch == null ? NONE : epoch.from();
  }

  /** The heap of the open files. */
  long held() {
    return epoch == null ? 0 : epoch.held();
  }

  /** Whether an ended epoch is not yet complete. */
  boolean isCompleting() {
    return !ended.isEmpty();
  }

  /** Done when all ended epochs are complete, or one failed. */
  CompletableFuture<Void> completion() {
    return ended.isEmpty() ? CompletableFuture.completedFuture(null) : ended.getLast().done();
  }

  boolean isIdle() {
    return epoch == null && ended.isEmpty();
  }

  /** Gives up what is open; what is being completed is, as nobody is harmed by that. */
  void discard() {
    Epoch current = epoch;
    epoch = null;
    if (current != null) {
      metrics.files(-current.files().size());
      current.abort();
    }
    ended.forEach(EndedEpoch::abortIfFailed);
    ended.clear();
  }
}
