package io.acequia.commons.error;

import io.acequia.commons.offset.SinkPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Reports records that are at fault, and knows when all the reports are durable. */
public final class ErrantRecords {
  private final @Nullable ErrantRecordReporter reporter;
  private final List<Future<Void>> pending = new ArrayList<>();

  /**
   * @param reporter {@code null} where the user wants the task to fail instead
   */
  public ErrantRecords(@Nullable ErrantRecordReporter reporter) {
    this.reporter = reporter;
  }

  /**
   * Reports these records; on the task's thread only.
   *
   * @throws ConnectException naming the first record's coordinates, if nobody takes reports
   */
  public void report(Map<SinkRecord, Exception> errors) {
    for (Map.Entry<SinkRecord, Exception> error : errors.entrySet()) {
      if (reporter == null) {
        SinkPosition position = SinkPosition.of(error.getKey());
        throw new ConnectException(
            "the record at %s, offset %d, cannot be written: %s"
                .formatted(position.partition(), position.offset(), error.getValue().getMessage()),
            error.getValue());
      }
      pending.add(reporter.report(error.getKey(), error.getValue()));
    }
  }

  /**
   * Whether all reports so far are durable.
   *
   * @throws ConnectException if one of them failed
   */
  public boolean areDurable() {
    if (!pending.stream().allMatch(Future::isDone)) {
      return false;
    }
    try {
      for (Future<Void> report : pending) {
        report.get();
      }
    } catch (ExecutionException e) {
      throw new ConnectException("a record could not be reported", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectException("interrupted while reporting a record", e);
    }
    pending.clear();
    return true;
  }
}
