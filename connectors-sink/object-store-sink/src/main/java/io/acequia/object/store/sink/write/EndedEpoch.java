package io.acequia.object.store.sink.write;

import io.acequia.object.store.Condition;
import io.acequia.object.store.sink.offset.IndexEntry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * An epoch whose files are being completed, in steps that a crash may interrupt anywhere: all parts
 * are uploaded; the index claims the epoch's end; the objects are completed; the index moves on.
 */
final class EndedEpoch {
  private final long from;
  private final long end;
  private final long records;
  private final List<FileUpload> uploads;
  private CompletableFuture<Void> done = new CompletableFuture<>();

  EndedEpoch(long from, long end, long records, List<FileUpload> uploads) {
    this.from = from;
    this.end = end;
    this.records = records;
    this.uploads = uploads;
  }

  /**
   * Begins the steps.
   *
   * @param before what must be done before: the epoch before, reports of its records
   * @param claimed whether the index has this end already
   */
  void begin(
      CompletableFuture<Void> before,
      PartitionLedger ledger,
      boolean claimed,
      Condition condition) {
    CompletableFuture<Void> uploaded = all(FileUpload::uploaded);
    done =
        CompletableFuture.allOf(uploaded, before)
            .thenCompose(v -> claimed ? nothing() : ledger.write(from, end))
            .thenCompose(v -> all(upload -> upload.complete(condition)))
            .thenCompose(v -> ledger.write(end, IndexEntry.NONE));
  }

  private CompletableFuture<Void> all(Function<FileUpload, CompletableFuture<?>> step) {
    return CompletableFuture.allOf(uploads.stream().map(step).toArray(CompletableFuture<?>[]::new));
  }

  private static CompletableFuture<Void> nothing() {
    return CompletableFuture.completedFuture(null);
  }

  CompletableFuture<Void> done() {
    return done;
  }

  /** Frees what is in the store if the steps do not succeed. */
  void abortIfFailed() {
    var unused =
        done.whenComplete(
            (v, error) -> {
              if (error != null) {
                uploads.forEach(FileUpload::abort);
              }
            });
  }

  long from() {
    return from;
  }

  long end() {
    return end;
  }

  long records() {
    return records;
  }

  long bytes() {
    return uploads.stream().mapToLong(FileUpload::bytes).sum();
  }

  int objects() {
    return uploads.size();
  }
}
