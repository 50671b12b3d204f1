package io.acequia.jdbc.sink.write;

import io.acequia.commons.budget.ByteBudget;
import io.acequia.commons.metrics.TaskMetrics;

/** What a task counts; once a batch, never once a record. */
public final class SinkMetrics {
  private final TaskMetrics.Counter records;
  private final TaskMetrics.Counter batches;
  private final TaskMetrics.Counter bytes;
  private final TaskMetrics.Counter retries;
  private final TaskMetrics.Counter reported;
  private final TaskMetrics.Counter skipped;
  private final TaskMetrics.Timer write;

  public SinkMetrics(TaskMetrics metrics, ByteBudget budget) {
    records = metrics.counter("records-written", "Records whose rows are in the database");
    batches = metrics.counter("batches-written", "Transactions that were committed");
    bytes = metrics.counter("bytes-written", "Bytes of memory of the records written");
    retries = metrics.counter("retries", "Attempts that failed and were repeated");
    reported = metrics.counter("records-reported", "Records that went to the error reporter");
    skipped = metrics.counter("records-skipped", "Tombstones and records that were written before");
    write = metrics.timer("write", "Time of a transaction");
    metrics.gauge("buffered-bytes", "Bytes of memory of the records not yet written", budget::used);
  }

  void done(Outcome outcome, long nanos) {
    if (outcome instanceof Outcome.Written written) {
      records.add(written.batch().records());
      bytes.add(written.batch().bytes());
      batches.add(1);
      write.record(nanos);
    }
  }

  void retried() {
    retries.add(1);
  }

  void reported(int count) {
    reported.add(count);
  }

  void skipped(long count) {
    if (count > 0) {
      skipped.add(count);
    }
  }
}
