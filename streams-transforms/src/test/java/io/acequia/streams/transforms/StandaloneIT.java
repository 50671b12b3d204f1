package io.acequia.streams.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.local.process.Await;
import io.acequia.local.process.FreePorts;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import io.acequia.local.process.ProjectRoot;
import io.acequia.streams.transforms.handwritten.HandWrittenCompiler;
import io.acequia.streams.transforms.host.ApplicationSettings;
import io.acequia.streams.transforms.host.RunningTopology;
import io.acequia.streams.transforms.plan.ExpressionChecker;
import io.acequia.streams.transforms.plan.PlanReader;
import io.acequia.streams.transforms.query.Rows;
import io.acequia.streams.transforms.query.TopologyQueries;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plans outside of Connect, on a real broker: the packaged program as a process, and in this JVM.
 */
@Timeout(900)
class StandaloneIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir static Path folder;

  private static LocalKafka kafka;

  private String name = "";
  private Flights flights;

  @BeforeAll
  static void startBroker() throws Exception {
    kafka = LocalKafka.builder(KafkaRuntime.newest(), folder.resolve("kafka")).build().start();
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @BeforeEach
  void choose(TestInfo test) throws Exception {
    name = test.getTestMethod().orElseThrow().getName();
    flights = new Flights(kafka, name);
  }

  @Test
  void batchEndsWithItsResultsAndExitCodeZero() throws Exception {
    flights.send(5_000);
    Process process = run(plan(",\"until\":\"now\""), "--port", "0", "--threads", "2");
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output()).isZero();
    assertThat(flights.committed()).isEqualTo(flights.expected());
  }

  @Test
  void groupWhoseWorkTheBrokersAssignRunsIt() throws Exception {
    flights.send(2_000);
    Process process = run(plan(",\"until\":\"now\""), "--port", "0", "--group-protocol", "streams");
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output()).isZero();
    assertThat(flights.committed()).isEqualTo(flights.expected());
  }

  @Test
  void tellsItsHealthAndMetricsAndStopsGracefully() throws Exception {
    flights.send(3_000);
    int port = FreePorts.next();
    Process process = run(plan(""), "--port", Integer.toString(port));
    try {
      Await.until("health", PATIENCE, () -> get(port, "/health").statusCode() == 200);
      assertThat(get(port, "/health").body()).contains(name);
      flights.awaitResults(PATIENCE);
      Await.until(
          "the records in the metrics",
          PATIENCE,
          () -> records(get(port, "/metrics").body()) >= 3_000);
      assertThat(get(port, "/metrics").body())
          .contains("acequia_streams_dropped_records_total 0.0", "kafka_stream_thread_metrics_");
    } finally {
      process.destroy();
    }
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("ends on SIGTERM")
        .isTrue();
    assertThat(output()).contains("is closed here");
  }

  @Test
  void stateIsFoundAgainAndOnlyReadFromItsChangelogWhereItIsNot() throws Exception {
    flights.send(3_000);
    runUntilResults("disk");
    flights.send(3_000);
    String again = runUntilResults("disk");
    assertThat(again).doesNotContain(" records of aggregate from ");
    flights.send(1_000);
    String elsewhere = runUntilResults("another-disk");
    assertThat(elsewhere).contains("records of aggregate from " + name + "-aggregate-changelog-");
  }

  private String runUntilResults(String disk) throws Exception {
    String state = folder.resolve(disk).toString();
    try (StandaloneProcess process =
        StandaloneProcess.start(folder, name, plan(""), kafka, "--state-dir", state)) {
      flights.awaitResults(PATIENCE);
      process.stop();
      assertThat(process.log()).contains("application " + name + " started in ");
      return process.log();
    }
  }

  @Test
  void wrongPlanAndMissingTopicEndWithASentence() throws Exception {
    Process wrong = run(plan("").replace("group_by", "grup"), "--port", "0");
    assertThat(wrong.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(wrong.exitValue()).isEqualTo(2);
    assertThat(output()).contains("grup").doesNotContain("\tat ");
    Process missing = run(plan("").replace(name + "\",", "absent\","), "--port", "0");
    assertThat(missing.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(missing.exitValue()).isEqualTo(1);
    assertThat(output()).contains("source.topic topic absent does not exist");
  }

  @Test
  void stateIsReadByKeyAndWindowAndOldPositionsAreFoundAgain() throws Exception {
    flights.send(2_000);
    String store = HandWrittenCompiler.STORE;
    try (RunningTopology topology = start(plan(""))) {
      flights.awaitResults(PATIENCE);
      TopologyQueries queries = topology.queries();
      Instant from = Instant.EPOCH;
      Instant to = Instant.now();
      Await.until(
          "the windows of all origins",
          PATIENCE,
          () -> byWindow(queries.allWindows(store, from, to, 1_000)).equals(flights.expected()));
      Map<String, String> ofOne = new TreeMap<>(flights.expected());
      ofOne.keySet().removeIf(key -> !key.startsWith("DTW@"));
      assertThat(byWindow(queries.windows(store, "\"DTW\"", from, to, 1_000))).isEqualTo(ofOne);
      assertThat(queries.windows(store, "\"XXX\"", from, to, 10).rows()).isEmpty();
      Rows two = queries.allWindows(store, from, to, 2);
      assertThat(two.rows()).hasSize(2);
      assertThat(two.truncated()).isTrue();
      assertThatThrownBy(() -> queries.key(store, "\"DTW\""))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("read by windows");
    }
    try (RunningTopology again = start(plan(""))) {
      flights.send(500);
      flights.awaitResults(PATIENCE);
      again.throwFailure();
    }
    assertThatThrownBy(() -> start(plan("").replace("\"1m\"", "\"5m\"")))
        .hasMessageContaining("window.size was 1m and is now 5m");
  }

  @Test
  void beginsAtTheEndIfThePlanSaysSo() throws Exception {
    flights.send(1_000);
    Flights later = flights.forgetting();
    try (RunningTopology topology = start(plan(",\"from\":\"latest\""))) {
      later.send(1_000);
      later.awaitResults(PATIENCE);
      topology.throwFailure();
    }
  }

  private RunningTopology start(String plan) {
    return RunningTopology.start(
        new ApplicationSettings(
            name,
            name,
            new PlanReader(ExpressionChecker.none()).read(plan),
            folder.resolve("state"),
            false,
            true,
            Duration.ofSeconds(10),
            Map.of("bootstrap.servers", kafka.bootstrap())),
        new HandWrittenCompiler());
  }

  private static Map<String, String> byWindow(Rows rows) {
    Map<String, String> results = new TreeMap<>();
    for (Map<String, Object> row : rows.rows()) {
      long start = Instant.parse(row.get("window_start").toString()).toEpochMilli();
      results.put(row.get("origin") + "@" + start, row.get("sums").toString());
    }
    return results;
  }

  private String plan(String more) {
    return """
    {"source":{"topic":"%s","format":"json"},"group_by":["origin"],\
    "window":{"type":"tumbling","size":"1m","grace":"1d"},\
    "aggregate":[{"op":"count","as":"flights"},\
    {"op":"sum","field":"delay","as":"delays"}],"sink":{"topic":"%s"}%s}\
    """
        .formatted(name, flights.results(), more);
  }

  private Process run(String plan, String... arguments) throws Exception {
    Path file = Files.writeString(folder.resolve(name + ".json"), plan);
    Path program =
        ProjectRoot.path().resolve("streams-transforms/target/acequia-streams-standalone.jar");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx200m");
    command.add("-jar");
    command.add(program.toString());
    command.add(file.toString());
    command.addAll(List.of("--bootstrap", kafka.bootstrap()));
    command.addAll(List.of("--state-dir", folder.resolve("state").toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".log").toFile())
        .start();
  }

  private String output() throws Exception {
    return Files.readString(folder.resolve(name + ".log"));
  }

  private static double records(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("acequia_streams_records_total "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            BodyHandlers.ofString());
  }
}
