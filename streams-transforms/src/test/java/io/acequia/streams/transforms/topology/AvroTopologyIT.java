package io.acequia.streams.transforms.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.local.process.SchemaRegistry;
import io.acequia.streams.transforms.registry.RegistryAccess;
import io.acequia.testkit.ConfluentClasses;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plans over Avro: written and read by Confluent's own classes, with a real registry. */
@Timeout(400)
class AvroTopologyIT {

  private static final Schema FLIGHT =
      SchemaBuilder.struct()
          .name("air.Flight")
          .field("notes", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
          .field("origin", Schema.STRING_SCHEMA)
          .field("delay", Schema.OPTIONAL_INT32_SCHEMA)
          .field("at", Timestamp.SCHEMA)
          .field("crew", SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA).build())
          .build();
  private static final Schema AIRPORT =
      SchemaBuilder.struct()
          .name("air.Airport")
          .field("city", Schema.STRING_SCHEMA)
          .field("height", Schema.FLOAT64_SCHEMA)
          .build();

  @TempDir static Path folder;
  private static SchemaRegistry registry;
  private static Converter confluent;

  @BeforeAll
  static void start() {
    registry = SchemaRegistry.builder(folder).build().start();
    confluent = ConfluentClasses.converter(Map.of("schema.registry.url", registry.url()), false);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  private static TopologyTestDriver driver(String plan, Map<String, String> access) {
    TopologyPlan planned =
        PlannedTopology.of(
            PlanRun.plan(plan.replace("REGISTRY", registry.url())),
            PlanRun.FUNCTIONS,
            Map.of(),
            RegistryAccess.of(access));
    Properties settings = new Properties();
    settings.putAll(planned.streamsSettings());
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(
        StreamsConfig.STATE_DIR_CONFIG, folder.resolve("state" + plan.hashCode()).toString());
    return new TopologyTestDriver(planned.topology(), settings);
  }

  private static Struct flight(String origin, Integer delay, long at) {
    return new Struct(FLIGHT)
        .put("notes", List.of("a", "b"))
        .put("origin", origin)
        .put("delay", delay)
        .put("at", new java.util.Date(at))
        .put("crew", Map.of("pilot", "x"));
  }

  private static void send(TopologyTestDriver driver, String topic, String key, Struct value) {
    TestInputTopic<byte[], byte[]> input =
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    byte[] bytes = confluent.fromConnectData(topic, value.schema(), value);
    input.pipeInput(key == null ? null : key.getBytes(StandardCharsets.UTF_8), bytes, 0);
  }

  private static List<Struct> read(TopologyTestDriver driver, String topic) {
    List<Struct> rows = new ArrayList<>();
    driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readValuesToList()
        .forEach(value -> rows.add((Struct) confluent.toConnectData(topic, value).value()));
    return rows;
  }

  @Test
  void aggregatesAreWhatAPlainComputationGives() {
    String plan =
        """
        {"source":{"topic":"flights","format":"avro","registry":"REGISTRY","timestamp":"at"},
         "where":"delay IS NOT NULL","group_by":["origin"],
         "window":{"type":"tumbling","size":"1m","grace":"1d"},
         "aggregate":[{"op":"count","as":"flights"},{"op":"sum","field":"delay","as":"delays"},
          {"op":"avg","field":"delay","as":"mean"}],
         "sink":{"topic":"delays","format":"avro","registry":"REGISTRY"}}""";
    Map<String, long[]> expected = new HashMap<>();
    try (TopologyTestDriver driver = driver(plan, Map.of())) {
      for (int i = 0; i < 500; i++) {
        String origin = List.of("DTW", "HNL", "SFO").get(i % 3);
        Integer delay = i % 10 == 0 ? null : i * 31 % 97;
        long at = 978_310_020_000L + i * 997L;
        send(driver, "flights", null, flight(origin, delay, at));
        if (delay != null) {
          long[] sums = expected.computeIfAbsent(origin + "@" + at / 60_000, key -> new long[2]);
          sums[0]++;
          sums[1] += delay;
        }
      }
      Map<String, String> last = new HashMap<>();
      for (Struct row : read(driver, "delays")) {
        long start = java.time.Instant.parse(row.getString("window_start")).toEpochMilli();
        last.put(
            row.getString("origin") + "@" + start / 60_000,
            row.getInt64("flights") + " " + row.get("delays") + " " + row.getFloat64("mean"));
      }
      Map<String, String> plain = new HashMap<>();
      expected.forEach(
          (key, sums) ->
              plain.put(key, sums[0] + " " + sums[1] + " " + (double) sums[1] / sums[0]));
      assertThat(last).isEqualTo(plain);
    }
  }

  @Test
  void tablesAreReadAndSchemasOfResultsGrow() {
    String plan =
        """
        {"source":{"topic":"f2","format":"avro","registry":"REGISTRY"},
         "select":"origin, delay * 1.5 AS late, airport.city AS city",
         "enrich":[{"table":"airports","topic":"airports","format":"avro","registry":"REGISTRY",
          "key":"origin","as":"airport","type":"global","join":"left"}],
         "sink":{"topic":"named","format":"avro","registry":"REGISTRY"}}""";
    try (TopologyTestDriver driver = driver(plan, Map.of())) {
      send(driver, "f2", null, flight("DTW", 2, 0));
      Struct detroit = new Struct(AIRPORT).put("city", "Detroit").put("height", 197.0);
      send(driver, "airports", "DTW", detroit);
      send(driver, "f2", null, flight("DTW", 3, 0));
      List<Struct> rows = read(driver, "named");
      assertThat(rows).hasSize(2);
      // Of nothing but nulls no type is known.
      assertThat(rows.get(0).schema().field("city")).isNull();
      assertThat(rows.get(1).getString("city")).isEqualTo("Detroit");
      assertThat(String.valueOf(rows.get(1).get("late"))).isEqualTo("4.5");
    }
  }

  @Test
  void onlyBadRecordsAreDeadLetters() {
    String plan =
        """
        {"source":{"topic":"f3","format":"avro","registry":"REGISTRY"},"select":"origin",
         "dead_letter":"bad","delivery":"at_least_once","sink":{"topic":"out3","format":"avro","registry":"REGISTRY"}}""";
    try (TopologyTestDriver driver = driver(plan, Map.of())) {
      TestInputTopic<byte[], byte[]> input =
          driver.createInputTopic("f3", new ByteArraySerializer(), new ByteArraySerializer());
      input.pipeInput("no avro".getBytes(StandardCharsets.UTF_8));
      input.pipeInput(new byte[] {0, 0x7f, 0, 0, 1, 0}); // of an unknown schema
      send(driver, "f3", null, flight("DTW", 2, 0));
      assertThat(read(driver, "out3")).hasSize(1);
      assertThat(letters(driver)).isEqualTo(2);
    }
  }

  @Test
  void anOutageIsWaitedForAndSpoilsNoRecord() throws Exception {
    String plan =
        """
        {"source":{"topic":"f4","format":"avro","registry":"REGISTRY"},"select":"origin",
         "dead_letter":"bad","delivery":"at_least_once","sink":{"topic":"out4","format":"avro","registry":"REGISTRY"}}""";
    byte[] record = confluent.fromConnectData("f4", FLIGHT, flight("DTW", 2, 0));
    registry.kill();
    try (TopologyTestDriver impatient = driver(plan, Map.of("retry.timeout.ms", "500"))) {
      TestInputTopic<byte[], byte[]> input =
          impatient.createInputTopic("f4", new ByteArraySerializer(), new ByteArraySerializer());
      assertThatThrownBy(() -> input.pipeInput(record))
          .hasStackTraceContaining("the schema registry does not answer");
      assertThat(letters(impatient)).isZero();
    } finally {
      registry.start();
    }
    registry.kill();
    try (TopologyTestDriver patient = driver(plan + " ", Map.of("retry.timeout.ms", "300000"))) {
      TestInputTopic<byte[], byte[]> input =
          patient.createInputTopic("f4", new ByteArraySerializer(), new ByteArraySerializer());
      CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> input.pipeInput(record));
      registry.start();
      sent.get(120, TimeUnit.SECONDS);
      assertThat(read(patient, "out4")).hasSize(1);
      assertThat(letters(patient)).isZero();
    }
  }

  private static int letters(TopologyTestDriver driver) {
    return driver
        .createOutputTopic("bad", new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .size();
  }
}
