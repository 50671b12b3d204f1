package io.acequia.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.local.process.Await;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.FreePorts;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import io.acequia.local.process.ProjectRoot;
import io.acequia.local.sample.BatchClient;
import io.acequia.local.sample.FlightFile;
import io.acequia.local.sample.FlightSample;
import io.acequia.local.sample.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample topology as it is shipped, in a worker with the bundle, behind the ingest of the first
 * flow: its results are those of a plain computation over the same flights.
 */
@Timeout(900)
class DelaysByAirportIT {

  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int COUNT = 20_000;

  /** What KLL sketches of the default size promise of a rank; see QuantileSketch. */
  private static final double RANK_ERROR = 0.02;

  /** Four standard errors of HyperLogLog with 2^12 registers. */
  private static final double DISTINCT_ERROR = 0.065;

  @TempDir static Path temp;
  private static LocalKafka kafka;
  private static ConnectWorker worker;
  private static List<JsonNode> flights;

  @BeforeAll
  static void sendFlights() throws Exception {
    int ingest = FreePorts.next();
    kafka = LocalKafka.builder(KafkaRuntime.newest(), temp.resolve("kafka")).build().start();
    ConnectWorker.Builder builder =
        ConnectWorker.builder(KafkaRuntime.newest(), temp.resolve("connect"), kafka.bootstrap())
            .pluginPath(Bundle.unpackedInto(temp.resolve("plugins")).folder())
            .heap("512m")
            .environment("ACEQUIA_BOOTSTRAP_SERVERS", kafka.bootstrap());
    FirstFlow.environment("127.0.0.1", ingest, "jdbc:none", "none", "none")
        .forEach(builder::environment);
    worker = builder.build().start();
    worker.client().put("http-ingest", FirstFlow.config("http-ingest"));
    worker.client().awaitRunning("http-ingest", PATIENCE);
    FlightFile file =
        FlightFile.read(ProjectRoot.path().resolve("compose/sample-data/flights.ndjson.gz"));
    BatchClient client =
        new BatchClient(URI.create("http://127.0.0.1:" + ingest), FirstFlow.API_KEY);
    try (Progress progress = new Progress(new PrintWriter(Writer.nullWriter()), COUNT)) {
      assertThat(new FlightSample(file, "delays", client, progress).send(COUNT, 0, PATIENCE))
          .satisfies(result -> assertThat(result.accepted()).isEqualTo(COUNT));
    }
    flights = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      flights.add(JSON.readTree(file.flight(i)));
    }
  }

  @AfterAll
  static void stopServers() {
    worker.stop();
    kafka.stop();
  }

  @Test
  void windowsEqualAPlainComputation() throws Exception {
    Map<String, String> sample = FirstFlow.config("delays-by-airport");
    sample.put("streams.state.dir", temp.resolve("state").toString());
    worker.client().put("delays", sample);
    worker.client().awaitRunning("delays", PATIENCE);
    Map<String, List<JsonNode>> expected =
        grouped(
            flight ->
                flight.get("origin").asText()
                    + " "
                    + flight.get("date").asText().substring(0, 10).replace('/', '-'));
    Map<String, JsonNode> results =
        awaitResults(
            "delays-by-airport",
            row ->
                row.get("origin").asText()
                    + " "
                    + row.get("window_start").asText().substring(0, 10));
    assertThat(results.keySet()).isEqualTo(expected.keySet());
    expected.forEach((group, members) -> assertExact(group, results.get(group), members));
  }

  @Test
  void airportsAreJoinedAndSketchesKeepTheirBounds() throws Exception {
    Map<String, String> states = sendAirports();
    Map<String, String> config = new HashMap<>();
    config.put("connector.class", "io.acequia.streams.transforms.StreamsConnector");
    config.put("streams.bootstrap.servers", "${env:ACEQUIA_BOOTSTRAP_SERVERS}");
    config.put("streams.state.dir", temp.resolve("state").toString());
    config.put(
        "plan",
        """
        {"source": {"topic": "flights", "timestamp": "data.date"},
         "enrich": [{"type": "global", "topic": "airports", "key": "data.origin", "as": "airport"}],
         "select": "data.delay AS delay, data.destination AS destination",
         "where": "data.delay IS NOT NULL", "group_by": "airport.state AS state",
         "aggregate": [{"op": "count", "as": "flights"}, {"op": "avg", "field": "delay"},
                       {"op": "percentile", "field": "delay", "p": [50, 95, 99]},
                       {"op": "count_distinct", "field": "destination"}],
         "sink": {"topic": "delays-by-state"}}
        """);
    worker.client().put("states", config);
    worker.client().awaitRunning("states", PATIENCE);
    Map<String, List<JsonNode>> expected =
        grouped(flight -> String.valueOf(states.get(flight.get("origin").asText())));
    Map<String, JsonNode> results =
        awaitResults("delays-by-state", row -> row.get("state").asText());
    assertThat(results.keySet()).isEqualTo(expected.keySet());
    expected.forEach((state, members) -> assertWithinBounds(state, results.get(state), members));
  }

  private static Map<String, List<JsonNode>> grouped(Function<JsonNode, String> key) {
    Map<String, List<JsonNode>> groups = new TreeMap<>();
    for (JsonNode flight : flights) {
      groups.computeIfAbsent(key.apply(flight), group -> new ArrayList<>()).add(flight);
    }
    return groups;
  }

  private static void assertExact(String group, JsonNode result, List<JsonNode> members) {
    long[] delays = delays(members);
    double distance = members.stream().mapToDouble(each -> each.get("distance").asDouble()).sum();
    assertThat(result.get("flights").asLong()).as(group).isEqualTo(members.size());
    assertThat(result.get("sum_distance").asDouble()).as(group).isEqualTo(distance);
    assertThat(result.get("avg_delay").asDouble()).as(group).isEqualTo(mean(delays));
    assertThat(result.get("min_delay").asLong()).as(group).isEqualTo(delays[0]);
    assertThat(result.get("max_delay").asLong()).as(group).isEqualTo(delays[delays.length - 1]);
    assertThat(result.get("count_distinct_destination").asLong())
        .as(group)
        .isEqualTo(destinations(members));
    for (int p : new int[] {50, 95, 99}) {
      // So few values are all in the sketch.
      int rank = (p * delays.length + 99) / 100;
      assertThat(result.get("p" + p + "_delay").asDouble())
          .as("%s p%d", group, p)
          .isEqualTo(delays[rank - 1]);
    }
  }

  private static void assertWithinBounds(String group, JsonNode result, List<JsonNode> members) {
    long[] delays = delays(members);
    int count = delays.length;
    assertThat(result.get("flights").asLong()).as(group).isEqualTo(count);
    assertThat(result.get("avg_delay").asDouble()).as(group).isEqualTo(mean(delays));
    long distinct = destinations(members);
    assertThat((double) result.get("count_distinct_destination").asLong())
        .as(group)
        .isBetween(distinct * (1 - DISTINCT_ERROR), distinct * (1 + DISTINCT_ERROR));
    for (int p : new int[] {50, 95, 99}) {
      double value = result.get("p" + p + "_delay").asDouble();
      long below = Arrays.stream(delays).filter(delay -> delay < value).count();
      long upTo = Arrays.stream(delays).filter(delay -> delay <= value).count();
      assertThat(below / (double) count - p / 100.0).as("%s p%d", group, p).isLessThan(RANK_ERROR);
      assertThat(p / 100.0 - upTo / (double) count).as("%s p%d", group, p).isLessThan(RANK_ERROR);
    }
  }

  private static long[] delays(List<JsonNode> members) {
    return members.stream().mapToLong(each -> each.get("delay").asLong()).sorted().toArray();
  }

  private static double mean(long[] values) {
    return (double) Arrays.stream(values).sum() / values.length;
  }

  private static long destinations(List<JsonNode> members) {
    return members.stream().map(each -> each.get("destination").asText()).distinct().count();
  }

  /** The last result of each group, once all flights are in them. */
  private static Map<String, JsonNode> awaitResults(String topic, Function<JsonNode, String> key) {
    Map<String, JsonNode> last = new TreeMap<>();
    Await.until(
        "all flights in " + topic,
        PATIENCE,
        () -> {
          last.clear();
          read(topic).forEach(row -> last.put(key.apply(row), row));
          return last.values().stream().mapToLong(row -> row.get("flights").asLong()).sum()
              == COUNT;
        });
    return last;
  }

  private static List<JsonNode> read(String topic) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrap(), "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          rows.add(JSON.readTree(record.value()));
        }
      }
    }
    return rows;
  }

  /** Fills the table of airports; gives the state of each. */
  private static Map<String, String> sendAirports() throws Exception {
    try (Admin admin = kafka.admin()) {
      NewTopic topic =
          new NewTopic("airports", 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
      admin.createTopics(List.of(topic)).all().get(2, TimeUnit.MINUTES);
    }
    Map<String, String> states = new HashMap<>();
    List<String> lines =
        Files.readAllLines(ProjectRoot.path().resolve("compose/sample-data/airports.csv"));
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new StringSerializer(),
            new StringSerializer())) {
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",");
        String state = cells[cells.length - 4];
        states.put(cells[0], state);
        String row = JSON.writeValueAsString(Map.of("iata", cells[0], "state", state));
        producer.send(new ProducerRecord<>("airports", cells[0], row)).get();
      }
    }
    return states;
  }
}
