package io.acequia.streams.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.local.process.Await;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flights of 2001 on a broker that looks every second for records whose time is over; and of years
 * to come, which it would refuse.
 */
@Timeout(900)
class OldEventsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir static Path folder;

  private static LocalKafka kafka;

  private String name = "";
  private RealFlights flights;

  @BeforeAll
  static void startBroker() {
    kafka =
        LocalKafka.builder(KafkaRuntime.newest(), folder.resolve("kafka"))
            .property("log.retention.check.interval.ms", "1000")
            .property("log.initial.task.delay.ms", "1000")
            .build()
            .start();
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @BeforeEach
  void choose(TestInfo test) throws Exception {
    name = test.getTestMethod().orElseThrow().getName();
    flights = new RealFlights(kafka, name, 1);
  }

  @Test
  void openWindowsAndResultsOutliveTheBrokersRetention() throws Exception {
    flights.send(0, RealFlights.ALL);
    try (StandaloneProcess first = start("disk")) {
      Await.until("the results", PATIENCE, () -> last().equals(expected(1)));
      awaitRetentionCheck();
    }
    assertThat(firstOffset(changelog())).as("first offset of the changelog").isZero();
    assertThat(firstOffset(results())).as("first offset of the results").isZero();
    flights.send(0, RealFlights.ALL);
    try (StandaloneProcess second = start("another-disk")) {
      Await.until("the results of both", PATIENCE, () -> last().equals(expected(2)));
      assertThat(second.log()).contains("records of aggregate from " + changelog());
    }
  }

  @Test
  void withTheDayThatStreamsAddsTheBrokerDeletesThem() throws Exception {
    flights.send(0, 1_000);
    String day = Long.toString(Duration.ofDays(1).toMillis());
    try (StandaloneProcess process =
        start("disk", "--property", "windowstore.changelog.additional.retention.ms=" + day)) {
      Await.until("its changelog to be cut", PATIENCE, () -> firstOffset(changelog()) > 0);
    }
  }

  @Test
  void flightsOfYearsToComeStopNothing() throws Exception {
    String flight = "{\"origin\":\"DTW\",\"date\":\"2100/01/01 00:00\",\"delay\":%d}";
    try (KafkaProducer<String, String> producer = producer()) {
      producer.send(new ProducerRecord<>(name, flight.formatted(5)));
      producer.send(new ProducerRecord<>(name, flight.formatted(7)));
    }
    try (StandaloneProcess process = start("disk")) {
      Map<String, List<Long>> wanted = Map.of("DTW 2100-01-01", List.of(2L, 12L));
      Await.until("the results", PATIENCE, () -> process.endsWithin(0) || last().equals(wanted));
      assertThat(process.endsWithin(0)).as(process.log()).isFalse();
    }
  }

  /** Writes a flight of 2001 beside and waits until the broker has deleted it. */
  private void awaitRetentionCheck() throws Exception {
    String beside = name + "-beside";
    try (Admin admin = kafka.admin()) {
      NewTopic created = new NewTopic(beside, 1, (short) 1);
      admin.createTopics(List.of(created)).all().get(2, TimeUnit.MINUTES);
    }
    try (KafkaProducer<String, String> producer = producer()) {
      long time = Instant.parse("2001-03-31T00:00:00Z").toEpochMilli();
      producer.send(new ProducerRecord<>(beside, 0, time, null, "")).get(2, TimeUnit.MINUTES);
    }
    Await.until("a retention check", PATIENCE, () -> firstOffset(beside) == 1);
  }

  private static KafkaProducer<String, String> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrap()),
        new StringSerializer(),
        new StringSerializer());
  }

  private static long firstOffset(String topic) throws Exception {
    try (Admin admin = kafka.admin()) {
      TopicPartition partition = new TopicPartition(topic, 0);
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.earliest()))
          .partitionResult(partition)
          .get(2, TimeUnit.MINUTES)
          .offset();
    }
  }

  /** The last result of each origin and day. */
  private Map<String, List<Long>> last() throws Exception {
    Map<String, List<Long>> last = new TreeMap<>();
    for (JsonNode result : flights.committed(results())) {
      last.put(
          result.get("origin").asText()
              + " "
              + result.get("window_start").asText().substring(0, 10),
          List.of(result.get("flights").asLong(), result.get("delays").asLong()));
    }
    return last;
  }

  private Map<String, List<Long>> expected(int times) throws Exception {
    return flights.daily(RealFlights.ALL).entrySet().stream()
        .map(
            origin ->
                origin.getValue().entrySet().stream()
                    .collect(
                        Collectors.toMap(
                            day -> origin.getKey() + " " + day.getKey(),
                            day -> List.of(times * day.getValue()[0], times * day.getValue()[1]))))
        .map(Map::entrySet)
        .flatMap(Collection::stream)
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
  }

  private String results() {
    return name + "-results";
  }

  private String changelog() {
    return name + "-aggregate-changelog";
  }

  private StandaloneProcess start(String disk, String... more) throws Exception {
    String plan =
        """
        {"source":{"topic":"%s","timestamp":"date"},"group_by":"origin",\
        "window":{"type":"tumbling","size":"1d","grace":"150d"},\
        "aggregate":[{"op":"count","as":"flights"},{"op":"sum","field":"delay","as":"delays"}],\
        "sink":{"topic":"%s"}}\
        """
            .formatted(name, results());
    List<String> arguments =
        new ArrayList<>(List.of("--state-dir", folder.resolve(disk).toString()));
    arguments.addAll(List.of("--property", "session.timeout.ms=8000"));
    arguments.addAll(List.of("--property", "heartbeat.interval.ms=1500"));
    arguments.addAll(List.of(more));
    return StandaloneProcess.start(folder, name, plan, kafka, arguments.toArray(String[]::new));
  }
}
