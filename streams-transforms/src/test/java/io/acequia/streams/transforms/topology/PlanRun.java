package io.acequia.streams.transforms.topology;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.library.BuiltInFunctions;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.plan.PlanReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** A plan in Kafka's test driver: JSON in, JSON out. */
final class PlanRun implements AutoCloseable {

  static final FunctionTable FUNCTIONS = BuiltInFunctions.table();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {};

  private final TopologyPlan planned;
  private final TopologyTestDriver driver;
  private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();

  PlanRun(String plan) {
    planned = PlannedTopology.of(plan(plan), FUNCTIONS);
    Properties settings = new Properties();
    settings.putAll(planned.streamsSettings());
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    // Builds that run at the same time must not share one.
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory());
    driver = new TopologyTestDriver(planned.topology(), settings);
  }

  private static String stateDirectory() {
    try {
      Path directory = Files.createTempDirectory(Path.of("target"), "state");
      return directory.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TopologyPlan planned() {
    return planned;
  }

  /** Lets the clock go on by two seconds, and what was written by that be seen. */
  void tick() {
    driver.advanceWallClockTime(Duration.ofSeconds(2));
  }

  static Plan plan(String json) {
    return new PlanReader(new SqlExpressionChecker(FUNCTIONS)).read(json);
  }

  /** As many as take a second: the driver commits after each. */
  static final int FLIGHTS = 2_000;

  static List<String> flights() throws IOException {
    Path file = Path.of("../compose/sample-data/flights.ndjson.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return lines.lines().limit(FLIGHTS).toList();
    }
  }

  static Map<String, @Nullable Object> row(String json) throws IOException {
    return JSON.readValue(json, MAP);
  }

  static String json(Object value) throws IOException {
    return JSON.writeValueAsString(value);
  }

  PlanRun send(String topic, @Nullable String key, @Nullable String value, long time) {
    inputs
        .computeIfAbsent(
            topic,
            name ->
                driver.createInputTopic(name, new ByteArraySerializer(), new ByteArraySerializer()))
        .pipeInput(bytes(key), bytes(value), time);
    return this;
  }

  PlanRun send(String topic, List<String> values) {
    values.forEach(value -> send(topic, null, value, 0));
    return this;
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /** A record that came out. */
  record Out(@Nullable String key, String text, Headers headers, long time) {

    Map<String, @Nullable Object> row() {
      try {
        return PlanRun.row(text);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Nullable Object get(String column) {
      return row().get(column);
    }

    String header(String name) {
      return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
  }

  List<Out> read(String topic) {
    List<Out> read = new ArrayList<>();
    for (TestRecord<byte[], byte[]> record :
        driver
            .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
            .readRecordsToList()) {
      read.add(
          new Out(
              record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
              new String(record.value(), StandardCharsets.UTF_8),
              record.headers(),
              Objects.requireNonNullElse(record.timestamp(), -1L)));
    }
    return read;
  }

  /** The sum of a metric over all of its tags. */
  double metric(String name) {
    return driver.metrics().entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(name))
        .mapToDouble(entry -> ((Number) entry.getValue().metricValue()).doubleValue())
        .sum();
  }

  @Override
  public void close() {
    driver.close();
  }
}
