package io.acequia.streams.transforms.host;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether a batch has come to its limit: all of its sources are processed and committed up to
 * there by whichever worker, and so is all that it sent to itself for that.
 */
final class BatchEnd implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BatchEnd.class);
  private static final String REPARTITION = "-repartition";
  private static final Duration READING = Duration.ofSeconds(2);

  private final ApplicationSettings settings;
  private final Admin admin;
  private final GroupPositions group;
  private final BatchLimit limit;
  private final Set<String> repartitions;
  private Map<TopicPartition, OffsetAndMetadata> before = Map.of();

  BatchEnd(ApplicationSettings settings, BatchLimit limit, Set<String> internalTopics) {
    this.settings = settings;
    this.limit = limit;
    this.repartitions =
        internalTopics.stream()
            .filter(topic -> topic.endsWith(REPARTITION))
            .collect(Collectors.toSet());
    this.admin = settings.admin();
    this.group = new GroupPositions(admin, settings);
  }

  /** Whether the limit is reached; false as well while the cluster does not answer. */
  boolean isReached() {
    try {
      // Positions before ends: what was committed has sent before what it sent to itself. What is
      // sent counts at once, since a transaction's marks reach the positions' topic before others.
      Map<TopicPartition, OffsetAndMetadata> positions = group.read();
      Map<TopicPartition, Long> missing = new HashMap<>(limit.ends());
      Set<String> there = new HashSet<>(repartitions);
      there.retainAll(Brokers.answer(admin.listTopics().names(), "list topics"));
      TopicOffsets offsets = new TopicOffsets(admin, IsolationLevel.READ_UNCOMMITTED);
      missing.putAll(offsets.of(there, OffsetSpec.latest()));
      missing.entrySet().removeIf(end -> covers(positions.get(end.getKey()), end.getValue()));
      boolean moving = !positions.equals(before);
      before = positions;
      return missing.isEmpty() || !moving && isNothingLeft(positions, missing);
    } catch (KafkaException e) {
      log.warn("whether the batch is at its end cannot be told yet: {}", e.getMessage());
      return false;
    }
  }

  private static boolean covers(@Nullable OffsetAndMetadata position, long end) {
    return end == 0 || position != null && position.offset() >= end;
  }

  /**
   * Whether nothing can be read between the positions and the ends: marks of transactions, and what
   * was aborted, compacted or deleted. Streams commits no position behind those alone.
   */
  private boolean isNothingLeft(
      Map<TopicPartition, OffsetAndMetadata> positions, Map<TopicPartition, Long> ends) {
    Map<String, Object> config =
        settings.clientConfig().getRestoreConsumerConfigs(settings.applicationId() + "-end");
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    config.put(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return ends.entrySet().stream()
          .allMatch(
              end ->
                  isNothingLeft(
                      consumer, end.getKey(), positions.get(end.getKey()), end.getValue()));
    }
  }

  private static boolean isNothingLeft(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      @Nullable OffsetAndMetadata from,
      long end) {
    consumer.assign(List.of(partition));
    if (from == null) {
      consumer.seekToBeginning(List.of(partition));
    } else {
      consumer.seek(partition, from);
    }
    long deadline = System.nanoTime() + READING.toNanos();
    while (consumer.position(partition, READING) < end) {
      for (ConsumerRecord<byte[], byte[]> next : consumer.poll(Duration.ofMillis(100))) {
        return next.offset() >= end;
      }
      if (System.nanoTime() > deadline) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    admin.close();
  }
}
