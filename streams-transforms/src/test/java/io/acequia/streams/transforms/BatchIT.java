package io.acequia.streams.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.local.process.Await;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import io.acequia.local.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Batches over real flights, in two real workers and as a process, against plain computation: all
 * windows are closed once, the last ones too, and what follows from them is there.
 */
@Timeout(900)
class BatchIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int HALF = RealFlights.ALL / 2;

  @TempDir static Path folder;

  private static LocalKafka kafka;
  private static List<ConnectWorker> workers;

  private String name = "";
  private RealFlights flights;

  @BeforeAll
  static void startServers() {
    KafkaRuntime runtime = KafkaRuntime.newest();
    kafka =
        LocalKafka.builder(runtime, folder.resolve("kafka"))
            .property("num.partitions", "3")
            .build()
            .start();
    workers = List.of(worker(runtime, "one"), worker(runtime, "two"));
  }

  private static ConnectWorker worker(KafkaRuntime runtime, String name) {
    Path plugins = ProjectRoot.path().resolve("streams-transforms/target/plugin");
    return ConnectWorker.builder(runtime, folder.resolve(name), kafka.bootstrap())
        .pluginPath(plugins)
        .heap("400m")
        .build()
        .start();
  }

  @AfterAll
  static void stopServers() {
    workers.forEach(ConnectWorker::close);
    kafka.close();
  }

  @BeforeEach
  void choose(TestInfo test) throws Exception {
    name = test.getTestMethod().orElseThrow().getName();
    flights = new RealFlights(kafka, name, 4);
  }

  @Test
  void windowsOfAllWorkersAreClosedOnceAndTheTasksStayIdle() throws Exception {
    flights.send(0, RealFlights.ALL);
    deploy(plan("150d", "", "now"));
    awaitEnd(2);
    assertThat(flights.texts(results())).isEqualTo(flights.expected(RealFlights.ALL));
    workers.get(0).client().awaitRunning(name, PATIENCE);
    Await.until("no members", PATIENCE, () -> members() == 0);
    // Another run has nothing to write: what was closed stays closed.
    workers.get(0).client().restart(name);
    awaitEnd(4);
    assertThat(flights.texts(results())).isEqualTo(flights.expected(RealFlights.ALL));
    workers.get(0).client().delete(name);
  }

  @Test
  void detectionsAfterWindowsSeeTheLastOnes() throws Exception {
    flights.send(0, RealFlights.ALL);
    deploy(plan("150d", DETECT, "now"));
    awaitEnd(2);
    checkDetections();
    workers.get(0).client().delete(name);
  }

  @Test
  void killedWorkerChangesNoResultAndTheBatchEnds() throws Exception {
    flights.send(0, RealFlights.ALL);
    ConnectWorker killed = workers.get(1);
    // At this pace the batch would take minutes: the kill is in the middle of it.
    limitReading(5_000.0);
    try {
      deploy(plan("150d", DETECT, "now"));
      Await.until("both to take part", PATIENCE, () -> members() == 2);
      killed.kill();
      assertThat(ends(workers.get(0)) + ends(killed)).isZero();
    } finally {
      limitReading(null);
    }
    Await.until("the other's end", PATIENCE, () -> ends(workers.get(0)) >= 1);
    killed.start();
    Await.until("all results", PATIENCE, () -> committed() == windows());
    checkDetections();
    workers.get(0).client().delete(name);
  }

  @Test
  void standaloneBatchEndsWithItsLastWindowsAndDetections() throws Exception {
    flights.send(0, RealFlights.ALL);
    run(plan("150d", DETECT, "now"));
    checkDetections();
  }

  @Test
  void windowsThatTimeClosesAndTheLastOnesAreWrittenOnce() throws Exception {
    RealFlights sorted = new RealFlights(kafka, name + "-sorted", 1);
    sorted.send(0, RealFlights.ALL);
    run(plan("0s", "", "now").replace(name + "\",\"timestamp", name + "-sorted\",\"timestamp"));
    assertThat(sorted.texts(results())).isEqualTo(sorted.expected(RealFlights.ALL));
  }

  @Test
  void whatWasWrittenAfterUntilIsNoPartOfItAndLeftToALaterRun() throws Exception {
    flights.send(0, RealFlights.ALL);
    String until = RealFlights.WRITTEN.plusMillis(HALF).toString();
    run(plan("150d", "", until));
    assertThat(flights.texts(results())).isEqualTo(flights.expected(HALF));
    assertThat(committedPosition()).as("goes on behind it").isEqualTo(HALF);
    String ahead = RealFlights.WRITTEN.plus(Duration.ofDays(9)).toString();
    assertThatThrownBy(() -> deploy(plan("150d", "", ahead)))
        .hasMessageContaining("400")
        .hasMessageContaining("until lies ahead");
  }

  private static final String DETECT =
      "\"detect\":{\"type\":\"zscore\",\"field\":\"delays\",\"by\":\"origin\",\"threshold\":2.0,"
          + "\"min_count\":10},";

  /** Judges each day of an origin by the days before, computed in two passes. */
  private void checkDetections() throws Exception {
    Map<String, Map<String, long[]>> daily = flights.daily(RealFlights.ALL);
    Map<String, JsonNode> found = new TreeMap<>();
    List<JsonNode> rows = flights.committed(results());
    for (JsonNode row : rows) {
      String day = row.get("window_start").asText().substring(0, 10);
      found.put(row.get("origin").asText() + " " + day, row);
    }
    assertThat(rows).as("each once").hasSize(windows());
    int anomalies = 0;
    for (Map.Entry<String, Map<String, long[]>> origin : daily.entrySet()) {
      List<Double> before = new ArrayList<>();
      for (Map.Entry<String, long[]> day : origin.getValue().entrySet()) {
        JsonNode row = found.get(origin.getKey() + " " + day.getKey());
        double delays = day.getValue()[1];
        assertThat(row.get("delays").asDouble()).isEqualTo(delays);
        assertThat(row.get("anomaly_count").asInt()).isEqualTo(before.size());
        if (before.size() >= 10) {
          double score = score(before, delays);
          assertThat(row.get("anomaly_score").asDouble()).isCloseTo(score, within(1e-6));
          assertThat(row.get("anomaly").asBoolean()).isEqualTo(Math.abs(score) > 2.0);
          anomalies += Math.abs(score) > 2.0 ? 1 : 0;
        }
        before.add(delays);
      }
    }
    assertThat(anomalies).isGreaterThan(50);
  }

  private static double score(List<Double> before, double value) {
    double mean = before.stream().mapToDouble(v -> v).average().orElseThrow();
    double squares = before.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(squares / (before.size() - 1));
    return deviation == 0 ? 0 : (value - mean) / deviation;
  }

  private int windows() throws Exception {
    return flights.expected(RealFlights.ALL).size();
  }

  private int committed() throws Exception {
    return flights.committed(results()).size();
  }

  private String results() {
    return name + "-results";
  }

  private String plan(String grace, String detect, String until) {
    return """
    {"source":{"topic":"%s","timestamp":"date"},"from":"beginning","until":"%s","group_by":"origin",\
    "window":{"type":"tumbling","size":"1d","grace":"%s","emit":"on_close"},\
    "aggregate":[{"op":"count","as":"flights"},{"op":"sum","field":"delay","as":"delays"},\
    {"op":"max","field":"delay","as":"worst"}],%s"sink":{"topic":"%s"}}\
    """
        .formatted(name, until, grace, detect, results());
  }

  private void deploy(String plan) {
    Map<String, String> config = new HashMap<>();
    config.put("connector.class", StreamsConnector.class.getName());
    config.put("tasks.max", "2");
    config.put("plan", plan);
    config.put("streams.bootstrap.servers", kafka.bootstrap());
    config.put("streams.state.dir", folder.resolve("state").toString());
    config.put("streams.config.session.timeout.ms", "8000");
    // So that a limit of the reading bites soon.
    config.put("streams.config.max.partition.fetch.bytes", "4096");
    config.put("streams.config.heartbeat.interval.ms", "1500");
    workers.get(0).client().put(name, config);
    workers.get(0).client().awaitRunning(name, PATIENCE);
  }

  /** How many bytes a second each client may read; {@code null} for as many as it can. */
  private static void limitReading(@Nullable Double bytes) throws Exception {
    Map<String, String> everyClient = Collections.singletonMap(ClientQuotaEntity.CLIENT_ID, null);
    try (Admin admin = kafka.admin()) {
      admin
          .alterClientQuotas(
              List.of(
                  new ClientQuotaAlteration(
                      new ClientQuotaEntity(everyClient),
                      List.of(new ClientQuotaAlteration.Op("consumer_byte_rate", bytes)))))
          .all()
          .get(2, TimeUnit.MINUTES);
    }
  }

  /** Waits until so many topologies have come to the end of the batch, in both workers together. */
  private void awaitEnd(long times) {
    Await.until(
        "the end of the batch",
        PATIENCE,
        () -> ends(workers.get(0)) + ends(workers.get(1)) >= times);
  }

  private long ends(ConnectWorker worker) throws IOException {
    return Files.readAllLines(worker.log()).stream()
        .filter(line -> line.contains("acequia-" + name + " ") && line.contains("is at its end"))
        .count();
  }

  private int members() throws Exception {
    try (Admin admin = kafka.admin()) {
      return admin
          .describeConsumerGroups(List.of("acequia-" + name))
          .describedGroups()
          .get("acequia-" + name)
          .get(2, TimeUnit.MINUTES)
          .members()
          .size();
    }
  }

  private long committedPosition() throws Exception {
    try (Admin admin = kafka.admin()) {
      return admin
          .listConsumerGroupOffsets(name)
          .partitionsToOffsetAndMetadata()
          .get(2, TimeUnit.MINUTES)
          .entrySet()
          .stream()
          .filter(entry -> entry.getKey().topic().equals(name))
          .mapToLong(entry -> entry.getValue().offset())
          .sum();
    }
  }

  private void run(String plan) throws Exception {
    String state = folder.resolve("alone").toString();
    try (StandaloneProcess process =
        StandaloneProcess.start(
            folder, name, plan, kafka, "--state-dir", state, "--threads", "2")) {
      assertThat(process.endsWithin(PATIENCE.toSeconds())).as("ends by itself").isTrue();
      assertThat(process.exitValue()).as(process.log()).isZero();
    }
  }
}
