package io.acequia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.acequia.local.process.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a sink task owes its worker, driven as a worker drives it: offsets only after the target has
 * the records, an outage that reports nothing, one bad record that harms no other.
 */
public abstract class SinkTaskContract {

  /** What a sink offers; all are assumed. */
  public enum Capability {
    /** Takes a record with a null value. */
    TOMBSTONES,
    /** Reports bad records one by one, and fails where nobody takes reports. */
    ERRANT_RECORDS,
    /** Rides out an outage of the target: {@link #outage} can make one. */
    OUTAGES,
    /** Commits original coordinates whatever a transform renamed. */
    RENAMED_TOPICS,
    /** Loses some of its partitions and keeps the others. */
    PARTIAL_CLOSE
  }

  private static final String TOPIC = "flights";
  private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
  private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);

  private final List<SinkTaskDriver> started = new ArrayList<>();

  /** A new task, not yet started. */
  protected abstract SinkTask newTask();

  /** A configuration that writes to an empty target. */
  protected abstract Map<String, String> config();

  /** A record that the target takes; every offset is another row. */
  protected abstract SinkRecord good(String topic, int partition, long offset);

  /** A record that the target never takes. */
  protected abstract SinkRecord poison(String topic, int partition, long offset);

  /** How many of the records of {@link #good} the target has now. */
  protected abstract long written();

  /** Makes the target unreachable, or reachable again. */
  protected abstract void outage(boolean down);

  /** How many attempts have failed and are repeated, or a number that grows with them. */
  protected double failedAttempts() {
    return TaskMetricValues.sum("retries-total");
  }

  /** A record with a null value that the sink takes. */
  protected SinkRecord tombstone(String topic, int partition, long offset) {
    SinkRecord record = good(topic, partition, offset);
    return record.newRecord(
        topic, partition, record.keySchema(), record.key(), null, null, record.timestamp());
  }

  /** How long the sink may take for what it owes. */
  protected Duration patience() {
    return Duration.ofMinutes(2);
  }

  /** What this sink offers. */
  protected EnumSet<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @AfterEach
  void stopWhatWasStarted() {
    started.forEach(SinkTaskDriver::stop);
  }

  @Test
  void commitsWhatTheTargetHas() {
    SinkTaskDriver worker = start(true, FIRST);
    worker.deliver(goods(0, 0, 100));
    worker.awaitCommitted(FIRST, 100, patience());
    assertThat(written()).isEqualTo(100);
    assertThat(worker.context().reported()).isEmpty();
  }

  @Test
  void commitsNothingWhenNothingCame() {
    SinkTaskDriver worker = start(true, FIRST);
    worker.deliver(List.of());
    assertThat(worker.committed()).doesNotContainEntry(FIRST, 1L);
    assertThat(written()).isZero();
  }

  @Test
  void commitsPastRecordsThatNeverCame() {
    SinkTaskDriver worker = start(true, FIRST);
    worker.deliver(goods(0, 0, 10));
    worker.passOver(FIRST, 25);
    worker.awaitCommitted(FIRST, 25, patience());
    assertThat(written()).isEqualTo(10);
  }

  @Test
  void outageCommitsNothingAndReportsNothing() {
    assumeOffered(Capability.OUTAGES);
    SinkTaskDriver worker = start(true, FIRST);
    worker.deliver(goods(0, 0, 10));
    worker.awaitCommitted(FIRST, 10, patience());
    outage(true);
    try {
      double before = failedAttempts();
      worker.deliver(goods(0, 10, 20));
      Await.until(
          "an attempt to fail",
          patience(),
          () -> {
            worker.passOver(FIRST, 30);
            return failedAttempts() > before;
          });
      assertThat(worker.committed()).containsEntry(FIRST, 10L);
    } finally {
      outage(false);
    }
    worker.awaitCommitted(FIRST, 30, patience());
    assertThat(written()).isEqualTo(20);
    assertThat(worker.context().reported()).isEmpty();
  }

  @Test
  void oneBadRecordIsReportedAndHarmsNoOther() {
    assumeOffered(Capability.ERRANT_RECORDS);
    SinkTaskDriver worker = start(true, FIRST);
    List<SinkRecord> records = new ArrayList<>(goods(0, 0, 500));
    SinkRecord bad = poison(TOPIC, 0, 321);
    records.set(321, bad);
    worker.deliver(records);
    worker.awaitCommitted(FIRST, 500, patience());
    assertThat(written()).isEqualTo(499);
    assertThat(worker.context().reported())
        .singleElement()
        .satisfies(reported -> assertThat(reported.record().kafkaOffset()).isEqualTo(321));
  }

  @Test
  void badRecordFailsTheTaskWhereNobodyTakesReports() {
    assumeOffered(Capability.ERRANT_RECORDS);
    SinkTaskDriver worker = start(false, FIRST);
    assertThatThrownBy(
            () -> {
              worker.deliver(List.of(good(TOPIC, 0, 0), poison(TOPIC, 0, 1)));
              worker.awaitCommitted(FIRST, 2, patience());
            })
        .isInstanceOf(ConnectException.class);
    assertThat(worker.committed().getOrDefault(FIRST, 0L)).isLessThanOrEqualTo(1);
  }

  @Test
  void renamedTopicsCommitUnderTheirOriginalNames() {
    assumeOffered(Capability.RENAMED_TOPICS);
    SinkTaskDriver worker = start(true, FIRST);
    worker.deliver(
        goods(0, 0, 10).stream()
            .map(
                r ->
                    r.newRecord(
                        "renamed",
                        7,
                        r.keySchema(),
                        r.key(),
                        r.valueSchema(),
                        r.value(),
                        r.timestamp()))
            .toList());
    worker.awaitCommitted(FIRST, 10, patience());
    assertThat(worker.committed()).containsOnlyKeys(FIRST);
  }

  @Test
  void losingOnePartitionKeepsTheOther() {
    assumeOffered(Capability.PARTIAL_CLOSE);
    SinkTaskDriver worker = start(true, FIRST, SECOND);
    worker.deliver(goods(0, 0, 10));
    worker.deliver(goods(1, 0, 10));
    worker.revoke(SECOND);
    worker.deliver(goods(0, 10, 20));
    worker.awaitCommitted(FIRST, 20, patience());
    long lost = worker.committed().getOrDefault(SECOND, 0L);
    worker.assign(SECOND);
    worker.deliver(goods(1, (int) lost, 20));
    worker.awaitCommitted(SECOND, 20, patience());
    assertThat(written()).isGreaterThanOrEqualTo(40);
  }

  @Test
  void takesTombstones() {
    assumeOffered(Capability.TOMBSTONES);
    SinkTaskDriver worker = start(true, FIRST);
    worker.deliver(List.of(good(TOPIC, 0, 0), tombstone(TOPIC, 0, 1)));
    worker.awaitCommitted(FIRST, 2, patience());
    assertThat(worker.context().reported()).isEmpty();
  }

  @Test
  void stopsWithoutHavingStarted() {
    assertThatCode(() -> newTask().stop()).doesNotThrowAnyException();
  }

  @Test
  void tellsItsVersion() {
    assertThat(newTask().version()).isNotBlank();
  }

  private SinkTaskDriver start(boolean reporting, TopicPartition... partitions) {
    Map<String, String> config = config();
    RecordingSinkContext context =
        reporting
            ? RecordingSinkContext.reporting(config)
            : RecordingSinkContext.withoutReporter(config);
    SinkTaskDriver driver = new SinkTaskDriver(newTask(), context);
    started.add(driver);
    driver.start();
    driver.assign(partitions);
    return driver;
  }

  private List<SinkRecord> goods(int partition, int from, int to) {
    return IntStream.range(from, to).mapToObj(offset -> good(TOPIC, partition, offset)).toList();
  }

  private void assumeOffered(Capability capability) {
    assumeTrue(capabilities().contains(capability), () -> "not offered: " + capability);
  }
}
