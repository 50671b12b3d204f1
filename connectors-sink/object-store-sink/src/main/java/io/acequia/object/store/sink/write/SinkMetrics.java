package io.acequia.object.store.sink.write;

import io.acequia.commons.budget.ByteBudget;
import io.acequia.commons.metrics.TaskMetrics;
import java.util.concurrent.atomic.AtomicInteger;

/** What a task counts; once an object or a call, never once a record. */
public final class SinkMetrics {
  private final TaskMetrics.Counter records;
  private final TaskMetrics.Counter bytes;
  private final TaskMetrics.Counter objects;
  private final TaskMetrics.Counter retries;
  private final TaskMetrics.Counter reported;
  private final TaskMetrics.Counter skipped;
  private final TaskMetrics.Counter early;
  private final TaskMetrics.Timer call;
  private final AtomicInteger openFiles = new AtomicInteger();
  private final AtomicInteger openParts = new AtomicInteger();

  public SinkMetrics(TaskMetrics metrics, ByteBudget budget) {
    records = metrics.counter("records-written", "Records that are in complete objects");
    bytes = metrics.counter("bytes-written", "Bytes of complete objects");
    objects = metrics.counter("objects-written", "Objects that were completed");
    retries = metrics.counter("retries", "Calls that failed and were repeated");
    reported = metrics.counter("records-reported", "Records that went to the error reporter");
    skipped = metrics.counter("records-skipped", "Records without a value that were passed over");
    early = metrics.counter("early-ends", "Epochs that ended early for want of memory");
    call = metrics.timer("call", "Time of a call of the store");
    metrics.gauge("buffered-bytes", "Bytes of memory of what is not yet stored", budget::used);
    metrics.gauge("open-files", "Files that are being written", openFiles::get);
    metrics.gauge("open-parts", "Parts that are being uploaded", openParts::get);
  }

  void completed(long writtenRecords, long writtenBytes, int writtenObjects) {
    records.add(writtenRecords);
    bytes.add(writtenBytes);
    objects.add(writtenObjects);
  }

  void called(long nanos) {
    call.record(nanos);
  }

  void retried() {
    retries.add(1);
  }

  void reported() {
    reported.add(1);
  }

  void skipped() {
    skipped.add(1);
  }

  void endedEarly() {
    early.add(1);
  }

  void files(int change) {
    openFiles.addAndGet(change);
  }

  void parts(int change) {
    openParts.addAndGet(change);
  }
}
