package io.acequia.smt.lookup;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic from its beginning and then follows it, in a thread of its own: the only one that
 * uses the consumer and writes the rows.
 */
final class TopicReader implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration NEW_PARTITIONS = Duration.ofSeconds(30);
  private static final Duration CLOSE = Duration.ofSeconds(1);
  private static final long JOIN_MILLIS = 4_000;

  private final String topic;
  private final TopicRows rows;
  private final Consumer<byte[], byte[]> consumer;
  private final Thread owner;
  private final CompletableFuture<@Nullable Void> loaded = new CompletableFuture<>();
  private volatile boolean closing;
  private volatile @Nullable RuntimeException failure;
  private boolean reported;

  /**
   * Starts the thread.
   *
   * @throws KafkaException if the consumer's settings are wrong
   */
  TopicReader(TopicOptions options, TopicRows rows) {
    this.topic = options.topic();
    this.rows = rows;
    this.consumer =
        new KafkaConsumer<>(
            options.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.owner = new Thread(this::run, "acequia-lookup-" + topic);
    owner.setDaemon(true);
    owner.start();
  }

  /** Completes when all that was in the topic at the start has been read. */
  CompletableFuture<@Nullable Void> loaded() {
    return loaded;
  }

  /** Why the topic is no longer followed, or null. */
  @Nullable RuntimeException failure() {
    return failure;
  }

  private void run() {
    try {
      read();
    } catch (WakeupException | InterruptException e) {
      fail(closing ? new ConnectException("the lookup was closed") : e);
    } catch (RuntimeException e) {
      fail(e);
    } finally {
      end();
    }
  }

  private void fail(RuntimeException e) {
    failure = e;
    if (!loaded.completeExceptionally(e) && !closing) {
      log.warn("Topic {} is no longer followed, so that its lookups fail", topic, e);
    }
  }

  // The other way to say how long does not exist in Kafka 3.9, which a worker may have.
  @SuppressWarnings("deprecation")
  private void end() {
    try {
      consumer.close(CLOSE);
    } catch (KafkaException e) {
      log.debug("The consumer of {} did not close in order", topic, e);
    }
  }

  private void read() {
    List<TopicPartition> partitions = partitions();
    if (partitions.isEmpty()) {
      throw new ConnectException("there is no topic " + topic);
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (!reached(ends)) {
      poll();
    }
    loaded.complete(null);
    log.info("Read {} rows of topic {}", rows.size(), topic);
    follow(partitions);
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void follow(List<TopicPartition> first) {
    List<TopicPartition> partitions = first;
    long looked = System.nanoTime();
    while (!closing) {
      poll();
      if (System.nanoTime() - looked > NEW_PARTITIONS.toNanos()) {
        looked = System.nanoTime();
        partitions = withNew(partitions);
      }
    }
  }

  private List<TopicPartition> withNew(List<TopicPartition> known) {
    List<TopicPartition> now;
    try {
      now = partitions();
    } catch (TimeoutException e) {
      log.debug("The partitions of {} are not to be had now", topic);
      return known;
    }
    List<TopicPartition> added = now.stream().filter(one -> !known.contains(one)).toList();
    if (added.isEmpty()) {
      return known;
    }
    consumer.assign(now);
    consumer.seekToBeginning(added);
    return now;
  }

  private List<TopicPartition> partitions() {
    List<PartitionInfo> found = consumer.partitionsFor(topic);
    return found == null
        ? List.of()
        : found.stream().map(one -> new TopicPartition(topic, one.partition())).toList();
  }

  private void poll() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      try {
        rows.apply(record.key(), record.value());
      } catch (IllegalArgumentException e) {
        report(record, e);
      }
    }
  }

  private void report(ConsumerRecord<?, ?> record, IllegalArgumentException reason) {
    if (!reported) {
      reported = true;
      log.warn(
          "The record at offset {} of {}-{} is passed over, and so are others like it: {}",
          record.offset(),
          topic,
          record.partition(),
          reason.getMessage());
    }
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      owner.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (owner.isAlive()) {
      owner.interrupt();
    }
  }
}
