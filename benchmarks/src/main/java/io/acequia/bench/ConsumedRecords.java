package io.acequia.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Measures how fast an application consumes a topic, by the positions that it commits: from the
 * first that can be seen until all records are consumed, those of its repartition topic included.
 */
final class ConsumedRecords {

  private static final long LOOK_EVERY_NANOS = 20_000_000;

  /** Longer than any commit interval here: nothing comes any more. */
  private static final long QUIET_NANOS = 2_500_000_000L;

  private final Admin admin;
  private final String group;
  private final String source;
  private final long deployed;

  /**
   * What was measured.
   *
   * @param rate records a second
   * @param startMillis from the deployment to the first commit
   */
  record Result(long rate, long startMillis) {}

  /**
   * @param deployed by {@link System#nanoTime}
   */
  ConsumedRecords(Admin admin, String group, String source, long deployed) {
    this.admin = admin;
    this.group = group;
    this.source = source;
    this.deployed = deployed;
  }

  Result measure(long records, Duration limit) throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    long first = 0;
    long start = 0;
    long last = 0;
    long end = 0;
    while (true) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      long now = System.nanoTime();
      long ofSource = 0;
      long all = 0;
      for (Map.Entry<TopicPartition, OffsetAndMetadata> one : committed.entrySet()) {
        long offset = one.getValue() == null ? 0 : one.getValue().offset();
        all += offset;
        ofSource += one.getKey().topic().equals(source) ? offset : 0;
      }
      if (start == 0 && ofSource > 0) {
        start = now;
        first = ofSource;
      }
      if (all > last) {
        last = all;
        end = now;
      }
      if (ofSource >= records && now - end > QUIET_NANOS && nothingIsLeft(committed)) {
        long rate = Math.round((records - first) * 1e9 / (end - start));
        return new Result(rate, (start - deployed) / 1_000_000);
      }
      if (now > deadline) {
        throw new IllegalStateException(
            group + " consumed " + ofSource + " of " + records + " records in time");
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }

  /** Whether all is consumed but the last mark of a transaction in each partition. */
  private boolean nothingIsLeft(Map<TopicPartition, OffsetAndMetadata> committed)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    committed.keySet().forEach(partition -> ends.put(partition, OffsetSpec.latest()));
    for (var one : admin.listOffsets(ends).all().get().entrySet()) {
      OffsetAndMetadata position = committed.get(one.getKey());
      if (position == null || one.getValue().offset() - position.offset() > 1) {
        return false;
      }
    }
    return true;
  }
}
