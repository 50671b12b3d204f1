package io.acequia.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their beginning to their end. */
final class StreamsResults {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String bootstrap;

  StreamsResults(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /**
   * The last result of each origin and minute: how many flights, and the figures of their delays.
   */
  Map<String, String> last(String topic) throws IOException {
    Map<String, String> results = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (isLeft(consumer, ends)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          JsonNode result = JSON.readTree(record.value());
          results.put(
              result.path("origin").asText()
                  + " "
                  + Instant.parse(result.path("window_start").asText()),
              result.path("flights").asText()
                  + " "
                  + result.path("sum_delay").asText()
                  + " "
                  + result.path("avg_delay").doubleValue()
                  + " "
                  + result.path("max_delay").asText());
        }
      }
    }
    return results;
  }

  /** Records a second that a consumer gets which does nothing with them. */
  long limit(String topic, long records) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
      long first = 0;
      long count = 0;
      long start = 0;
      while (count < records) {
        count += consumer.poll(POLL).count();
        if (start == 0 && count > 0) {
          start = System.nanoTime();
          first = count;
        }
      }
      return Math.round((count - first) * 1e9 / (System.nanoTime() - start));
    }
  }

  private static boolean isLeft(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private KafkaConsumer<byte[], byte[]> consumer(String topic) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "isolation.level", "read_committed",
                "max.poll.records", "5000"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }
}
