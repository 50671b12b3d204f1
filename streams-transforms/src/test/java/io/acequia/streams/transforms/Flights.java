package io.acequia.streams.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.local.process.Await;
import io.acequia.local.process.LocalKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Flights in a topic, and what a plain computation makes of them. */
final class Flights {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ORIGINS = List.of("DTW", "HNL", "SFO", "LAS", "ORD", "JFK");
  // Of today: brokers delete what is older than their retention, whenever it was written.
  private static final long START =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS).toEpochMilli();
  private static final long APART_MS = 20;

  private final LocalKafka kafka;
  private final String topic;
  private final String results;
  private final Map<String, long[]> expected = new TreeMap<>();
  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
  private int sent;

  Flights(LocalKafka kafka, String name) throws Exception {
    this.kafka = kafka;
    this.topic = name;
    this.results = name + "-results";
    try (Admin admin = kafka.admin()) {
      admin.createTopics(List.of(new NewTopic(topic, 4, (short) 1))).all().get(2, TimeUnit.MINUTES);
    }
  }

  String topic() {
    return topic;
  }

  String results() {
    return results;
  }

  /** Writes so many more flights. */
  void send(int count) {
    try (KafkaProducer<String, String> producer = producer()) {
      for (int end = sent + count; sent < end; sent++) {
        String origin = ORIGINS.get(sent * 7 % ORIGINS.size());
        long delay = sent * 31L % 97;
        long time = START + sent * APART_MS;
        producer.send(
            record(sent % 4, time, origin, delay),
            (metadata, failure) -> {
              if (failure != null) {
                failures.add(failure);
              }
            });
        long[] sums =
            expected.computeIfAbsent(origin + "@" + time / 60_000 * 60_000, key -> new long[2]);
        sums[0]++;
        sums[1] += delay;
      }
    }
    assertThat(failures).isEmpty();
  }

  /** Writes flights from now on, about 2,000 a second, until that is ended. */
  Feed feed() {
    return new Feed();
  }

  /** Flights that go on coming; what is expected is known when they have ended. */
  final class Feed implements AutoCloseable {

    private static final int ROUND = 200;

    private volatile boolean ended;
    private final CompletableFuture<Void> rounds =
        CompletableFuture.runAsync(
            () -> {
              while (!ended) {
                send(ROUND);
                Await.pause(Duration.ofMillis(100));
              }
            });

    /** Returns when all that it has sent is written. */
    void end() {
      ended = true;
      rounds.join();
    }

    @Override
    public void close() {
      ended = true;
    }
  }

  /** The same topic, without what was sent so far. */
  Flights forgetting() {
    expected.clear();
    return this;
  }

  /** Writes a flight that ends the topology. */
  void sendPoison() {
    try (KafkaProducer<String, String> producer = producer()) {
      producer.send(new ProducerRecord<>(topic, 0, START, null, "no JSON"));
    }
  }

  private ProducerRecord<String, String> record(
      int partition, long time, String origin, long delay) {
    String value = "{\"origin\":\"" + origin + "\",\"delay\":" + delay + "}";
    return new ProducerRecord<>(topic, partition, time, null, value);
  }

  private KafkaProducer<String, String> producer() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            kafka.bootstrap(),
            "linger.ms",
            "20",
            // More of them, repeated on a topic this new, can get their sequence wrong for good.
            "max.in.flight.requests.per.connection",
            "1"),
        new StringSerializer(),
        new StringSerializer());
  }

  /** Count and sum by origin and window, computed plainly. */
  Map<String, String> expected() {
    Map<String, String> texts = new TreeMap<>();
    expected.forEach((key, sums) -> texts.put(key, sums[0] + "," + sums[1]));
    return texts;
  }

  /** The last committed result of each origin and window. */
  Map<String, String> committed() {
    return committed(results);
  }

  /** The same of another topic of results. */
  Map<String, String> committed(String from) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", kafka.bootstrap());
    config.put("isolation.level", "read_committed");
    Map<String, String> last = new TreeMap<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions = partitions(consumer.partitionsFor(from));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      for (TopicPartition partition : partitions) {
        while (consumer.position(partition) < ends.get(partition)) {
          consumer.poll(Duration.ofMillis(200)).forEach(record -> put(record.value(), last));
        }
      }
    }
    return last;
  }

  private static void put(String json, Map<String, String> last) {
    try {
      JsonNode result = JSON.readTree(json);
      long start = Instant.parse(result.get("window_start").asText()).toEpochMilli();
      last.put(
          result.get("origin").asText() + "@" + start,
          result.get("flights").asLong() + "," + result.get("delays").asLong());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<TopicPartition> partitions(List<PartitionInfo> infos) {
    return infos.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
  }

  /** Waits until the results are what a plain computation gives. */
  void awaitResults(Duration patience) {
    Await.until("the results of " + topic, patience, () -> committed().equals(expected()));
  }
}
