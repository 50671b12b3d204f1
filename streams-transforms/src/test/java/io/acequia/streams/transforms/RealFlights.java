package io.acequia.streams.transforms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.local.process.LocalKafka;
import io.acequia.local.process.ProjectRoot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The 20,000 flights of the sample data, of early 2001, in a topic, written by transactions, of
 * which the last is aborted; and what a plain computation makes of them by origin and day.
 */
final class RealFlights {

  static final int ALL = 20_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** When the first one was written, each further one a millisecond later. */
  static final Instant WRITTEN =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(2, ChronoUnit.HOURS);

  private final LocalKafka kafka;
  private final String topic;
  private final int partitions;
  private final List<String> flights = read();

  RealFlights(LocalKafka kafka, String topic, int partitions) throws Exception {
    this.kafka = kafka;
    this.topic = topic;
    this.partitions = partitions;
    try (Admin admin = kafka.admin()) {
      NewTopic created = new NewTopic(topic, partitions, (short) 1);
      admin.createTopics(List.of(created)).all().get(2, TimeUnit.MINUTES);
    }
  }

  private static List<String> read() throws IOException {
    Path file = ProjectRoot.path().resolve("compose/sample-data/flights.ndjson.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }

  /** Writes the flights from one number to before another, and after them what does not count. */
  void send(int from, int to) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap(), "transactional.id", topic + "-writer"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int number = from; number < to; number++) {
        producer.send(record(number % partitions, number, flights.get(number)));
      }
      producer.commitTransaction();
      producer.beginTransaction();
      for (int partition = 0; partition < partitions; partition++) {
        producer.send(record(partition, to, "never committed, and no JSON"));
      }
      producer.flush();
      producer.abortTransaction();
    }
  }

  private ProducerRecord<String, String> record(int partition, int number, String value) {
    long written = WRITTEN.toEpochMilli() + number;
    return new ProducerRecord<>(topic, partition, written, null, value);
  }

  /** Count, sum and greatest delay of flights up to a number, by origin and day. */
  Map<String, Map<String, long[]>> daily(int to) throws IOException {
    Map<String, Map<String, long[]>> origins = new TreeMap<>();
    for (String text : flights.subList(0, to)) {
      JsonNode flight = JSON.readTree(text);
      long delay = flight.get("delay").asLong();
      String day = flight.get("date").asText().substring(0, 10).replace('/', '-');
      long[] figures =
          origins
              .computeIfAbsent(flight.get("origin").asText(), origin -> new TreeMap<>())
              .computeIfAbsent(day, key -> new long[] {0, 0, Long.MIN_VALUE});
      figures[0]++;
      figures[1] += delay;
      figures[2] = Math.max(figures[2], delay);
    }
    return origins;
  }

  /** The same as texts, as {@link #texts(String)} has them. */
  List<String> expected(int to) throws IOException {
    List<String> texts = new ArrayList<>();
    daily(to)
        .forEach(
            (origin, days) ->
                days.forEach(
                    (day, figures) ->
                        texts.add(
                            origin
                                + " "
                                + day
                                + " "
                                + figures[0]
                                + " "
                                + figures[1]
                                + " "
                                + figures[2])));
    return texts;
  }

  /** All committed results of a topic, in the order of their texts. */
  List<String> texts(String results) throws IOException {
    List<String> texts = new ArrayList<>();
    for (JsonNode result : committed(results)) {
      texts.add(
          result.get("origin").asText()
              + " "
              + result.get("window_start").asText().substring(0, 10)
              + " "
              + result.get("flights").asLong()
              + " "
              + result.get("delays").asLong()
              + " "
              + result.get("worst").asLong());
    }
    return texts.stream().sorted().toList();
  }

  /** All committed results of a topic, each as often as it is there. */
  List<JsonNode> committed(String results) throws IOException {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrap(),
            "isolation.level",
            "read_committed",
            // The topology creates it, with what it needs.
            "allow.auto.create.topics",
            "false");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(results).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    List<JsonNode> rows = new ArrayList<>();
    for (String value : values) {
      rows.add(JSON.readTree(value));
    }
    return rows;
  }
}
