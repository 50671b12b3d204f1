package io.acequia.elasticsearch.sink.write;

import io.acequia.commons.budget.ByteBudget;
import io.acequia.commons.metrics.TaskMetrics;

/** What a task counts; once a request, never once a record. */
public final class SinkMetrics {
  private final TaskMetrics.Counter records;
  private final TaskMetrics.Counter requests;
  private final TaskMetrics.Counter bytes;
  private final TaskMetrics.Counter retries;
  private final TaskMetrics.Counter reported;
  private final TaskMetrics.Counter skipped;
  private final TaskMetrics.Timer write;

  public SinkMetrics(TaskMetrics metrics, ByteBudget budget) {
    records = metrics.counter("records-written", "Records whose documents the cluster has");
    requests = metrics.counter("batches-written", "Bulk requests that were answered");
    bytes = metrics.counter("bytes-written", "Bytes of the bulk requests that were answered");
    retries = metrics.counter("retries", "Records that were sent again");
    reported = metrics.counter("records-reported", "Records that went to the error reporter");
    skipped = metrics.counter("records-skipped", "Tombstones that were passed over");
    write = metrics.timer("write", "Time of a bulk request");
    metrics.gauge("buffered-bytes", "Bytes of memory of the records not yet written", budget::used);
  }

  void answered(int count, long size, long nanos) {
    records.add(count);
    bytes.add(size);
    requests.add(1);
    write.record(nanos);
  }

  void retried(int count) {
    retries.add(count);
  }

  void reported(int count) {
    reported.add(count);
  }

  void skipped(int count) {
    skipped.add(count);
  }
}
