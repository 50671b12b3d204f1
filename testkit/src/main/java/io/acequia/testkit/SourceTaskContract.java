package io.acequia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.acequia.local.process.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a source task owes its worker: stable partitions, an acknowledgement to the outside only
 * after Kafka's, and an end within five seconds whatever it is doing.
 */
public abstract class SourceTaskContract {

  /** What a source offers; all are assumed. */
  public enum Capability {
    /** Tells the outside that an event is safe, so {@link #acknowledged} counts. */
    ACKNOWLEDGES,
    /** Lets users edit its offsets. */
    ALTERS_OFFSETS
  }

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final List<SourceTask> started = new ArrayList<>();

  /** A new task, not yet started. */
  protected abstract SourceTask newTask();

  /** A new connector of that task. */
  protected abstract SourceConnector newConnector();

  /** The configuration of one task. */
  protected abstract Map<String, String> config();

  /** The worker's side of the task. */
  protected abstract SourceTaskContext context();

  /** Makes the outside system offer {@code count} events to the running task; does not wait. */
  protected abstract void offer(int count);

  /** How many of the offered events the outside knows to be safe. */
  protected abstract long acknowledged();

  /** What this source offers. */
  protected EnumSet<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @AfterEach
  void stopWhatWasStarted() {
    started.forEach(SourceTask::stop);
  }

  @Test
  void everyRecordSaysWhereItCameFrom() throws InterruptedException {
    List<SourceRecord> records = poll(start(), 5);
    assertThat(records)
        .allSatisfy(
            r -> {
              assertThat(r.topic()).isNotBlank();
              assertThat(r.sourcePartition()).isNotEmpty();
              assertThat(r.sourceOffset()).isNotEmpty();
            });
  }

  @Test
  void partitionsAreTheSameAfterARestart() throws InterruptedException {
    SourceTask before = start();
    Set<Map<String, ?>> first = partitions(poll(before, 5));
    before.stop();
    started.remove(before);
    assertThat(partitions(poll(start(), 5))).isEqualTo(first);
  }

  @Test
  void acknowledgesOnlyWhatKafkaAcknowledged() throws InterruptedException {
    assumeOffered(Capability.ACKNOWLEDGES);
    SourceTask task = start();
    List<SourceRecord> records = poll(task, 5);
    assertThat(acknowledged()).isZero();
    long offset = 0;
    for (SourceRecord record : records) {
      task.commitRecord(record, metadata(record, offset++));
    }
    task.commit();
    Await.until("5 acknowledged events", PATIENCE, () -> acknowledged() == 5);
  }

  @Test
  void takesTheCommitOfARecordThatATransformDropped() throws InterruptedException {
    SourceTask task = start();
    for (SourceRecord record : poll(task, 2)) {
      task.commitRecord(record, null);
    }
    if (capabilities().contains(Capability.ACKNOWLEDGES)) {
      Await.until("2 acknowledged events", PATIENCE, () -> acknowledged() == 2);
    }
  }

  @Test
  void stopWakesPollWithinFiveSeconds() throws Exception {
    SourceTask task = start();
    AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    ExecutorService worker = Executors.newSingleThreadExecutor();
    try {
      Future<?> polling =
          worker.submit(
              () -> {
                thread.set(Thread.currentThread());
                while (thread.get() != null) {
                  task.poll();
                }
                return null;
              });
      Await.until("poll to be at work", PATIENCE, () -> isIn(thread.get(), task));
      task.stop();
      started.remove(task);
      thread.set(null);
      assertThatCode(() -> polling.get(STOP.toMillis(), TimeUnit.MILLISECONDS))
          .doesNotThrowAnyException();
    } finally {
      thread.set(null);
      worker.shutdownNow();
    }
  }

  private static boolean isIn(@Nullable Thread thread, SourceTask task) {
    return thread != null
        && Stream.of(thread.getStackTrace())
            .anyMatch(
                frame ->
                    frame.getClassName().equals(task.getClass().getName())
                        && frame.getMethodName().equals("poll"));
  }

  @Test
  void stopsWithoutHavingStarted() {
    assertThatCode(() -> newTask().stop()).doesNotThrowAnyException();
  }

  @Test
  void altersOffsetsAfterLookingAtThem() throws InterruptedException {
    assumeOffered(Capability.ALTERS_OFFSETS);
    SourceRecord record = poll(start(), 1).get(0);
    SourceConnector connector = newConnector();
    Map<Map<String, ?>, Map<String, ?>> wellFormed =
        Map.of(record.sourcePartition(), record.sourceOffset());
    assertThat(connector.alterOffsets(config(), wellFormed)).isTrue();
    assertThatThrownBy(
            () ->
                connector.alterOffsets(
                    config(), Map.of(Map.of("no-such-part", "x"), Map.of("no-such-offset", "y"))))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void tellsItsVersion() {
    assertThat(newTask().version()).isNotBlank();
  }

  private SourceTask start() {
    SourceTask task = newTask();
    task.initialize(context());
    task.start(config());
    started.add(task);
    return task;
  }

  private List<SourceRecord> poll(SourceTask task, int count) throws InterruptedException {
    offer(count);
    List<SourceRecord> records = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (records.size() < count && System.nanoTime() < deadline) {
      List<SourceRecord> some = task.poll();
      if (some != null) {
        records.addAll(some);
      }
    }
    assertThat(records).hasSize(count);
    return records;
  }

  private static Set<Map<String, ?>> partitions(List<SourceRecord> records) {
    Set<Map<String, ?>> partitions = new HashSet<>();
    records.forEach(record -> partitions.add(record.sourcePartition()));
    return partitions;
  }

  private static RecordMetadata metadata(SourceRecord record, long offset) {
    return new RecordMetadata(new TopicPartition(record.topic(), 0), offset, 0, -1, -1, -1);
  }

  private void assumeOffered(Capability capability) {
    assumeTrue(capabilities().contains(capability), () -> "not offered: " + capability);
  }
}
