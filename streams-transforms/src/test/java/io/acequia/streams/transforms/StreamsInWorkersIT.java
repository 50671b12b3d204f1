package io.acequia.streams.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.local.process.Await;
import io.acequia.local.process.ConnectClient;
import io.acequia.local.process.ConnectRestException;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import io.acequia.local.process.ProjectRoot;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged plugin in two real workers of one cluster, on a real broker. The first worker has no
 * Kafka Streams of its own, the second has, as Apache's own distribution does.
 */
@Timeout(900)
class StreamsInWorkersIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROCKS = "org.rocksdb.RocksDB";

  @TempDir static Path folder;

  private static LocalKafka kafka;
  private static ConnectWorker bare;
  private static ConnectWorker stock;

  private String name = "";
  private Flights flights;

  @BeforeAll
  static void startServers() throws Exception {
    KafkaRuntime runtime = KafkaRuntime.newest();
    Path plugins = ProjectRoot.path().resolve("streams-transforms/target/plugin");
    kafka = LocalKafka.builder(runtime, folder.resolve("kafka")).build().start();
    bare = worker(runtime, "bare", plugins).build().start();
    stock =
        worker(runtime, "stock", plugins)
            .jar(jarOf(KafkaStreams.class))
            .jar(jarOf(Class.forName(ROCKS)))
            .build()
            .start();
  }

  private static ConnectWorker.Builder worker(KafkaRuntime runtime, String name, Path plugins) {
    return ConnectWorker.builder(runtime, folder.resolve(name), kafka.bootstrap())
        .pluginPath(plugins)
        .jvmOption("-Xlog:class+load=info:file=" + folder.resolve(name + "-classes.log"))
        .heap("400m");
  }

  private static Path jarOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @AfterAll
  static void stopServers() {
    bare.close();
    stock.close();
    kafka.close();
  }

  @BeforeEach
  void choose(TestInfo test) throws Exception {
    name = test.getTestMethod().orElseThrow().getName();
    flights = new Flights(kafka, name);
  }

  @AfterEach
  void remove() {
    if (client().connectors().contains(name)) {
      client().delete(name);
    }
  }

  @Test
  void bothKindsOfWorkerRunItAndTasksAreThreads() throws Exception {
    String plugins = ProjectRoot.path().resolve("streams-transforms/target/plugin").toString();
    flights.send(6_000);
    deploy(Map.of("tasks.max", "4"));
    flights.awaitResults(PATIENCE);
    Await.until("2 threads in each", PATIENCE, () -> threads(bare) == 2 && threads(stock) == 2);
    assertThat(log(bare)).contains("Kafka Streams of the plugin, " + plugins);
    assertThat(log(stock)).contains("Kafka Streams of the worker, " + jarOf(KafkaStreams.class));
    for (String type : List.of(KafkaStreams.class.getName(), ROCKS)) {
      // The state is opened with the first partition, and that a worker may get after the results.
      Await.until(
          type + " to be loaded in both",
          PATIENCE,
          () -> !loadedFrom("bare", type).isEmpty() && !loadedFrom("stock", type).isEmpty());
      assertThat(loadedFrom("bare", type)).as(type).singleElement().asString().startsWith(plugins);
      assertThat(loadedFrom("stock", type))
          .as(type)
          .containsExactly(jarOf(Class.forName(type)).toString());
    }
    assertThat(slot(bare)).isNotEqualTo(slot(stock));
    client().delete(name);
    Await.until("the group to be left", PATIENCE, this::hasNoMembers);
  }

  @Test
  void killedWorkerChangesNoResultAndFindsItsStateAgain() throws Exception {
    flights.send(40_000);
    deploy(Map.of("tasks.max", "2"));
    Await.until("both to take part", PATIENCE, () -> threads(bare) > 0 && threads(stock) > 0);
    String before = slot(bare);
    try (Flights.Feed feed = flights.feed()) {
      Await.until("some results", PATIENCE, () -> !flights.committed().isEmpty());
      long there = total(flights.committed());
      Await.until("more of them", PATIENCE, () -> total(flights.committed()) > there);
      bare.kill();
      feed.end();
    }
    flights.awaitResults(PATIENCE);
    bare.start();
    flights.send(1_000);
    Await.until(
        "the worker to take part again", PATIENCE, () -> count(bare, "starts with state in") >= 2);
    assertThat(slot(bare)).isEqualTo(before);
    flights.awaitResults(PATIENCE);
  }

  @Test
  void pausesResumesAndResets() throws Exception {
    flights.send(2_000);
    deploy(Map.of());
    flights.awaitResults(PATIENCE);
    Map<String, String> before = flights.committed();
    client().pause(name);
    Await.until(
        "the pause", PATIENCE, () -> count(bare, "is paused") + count(stock, "is paused") > 0);
    flights.send(2_000);
    // Another one has read them by then, so there was time enough.
    String beside = "beside-" + name;
    deploy(beside, Map.of("plan", plan().replace(flights.results(), beside)));
    Await.until(
        "another's results", PATIENCE, () -> flights.committed(beside).equals(flights.expected()));
    client().delete(beside);
    assertThat(flights.committed()).isEqualTo(before);
    client().resume(name);
    flights.awaitResults(PATIENCE);
    stop();
    assertThatThrownBy(() -> patch("other", 0, 0)).hasMessageContaining("no source of the plan");
    assertThatThrownBy(() -> patch(name, 9, 0)).hasMessageContaining("no partition");
    assertThatThrownBy(() -> patch(name, 0, 1_000_000)).hasMessageContaining("not within");
    patch(name, 0, 900);
    client().resume(name);
    long expected = total(flights.expected()) + 100;
    Await.until("100 flights again", PATIENCE, () -> total(flights.committed()) == expected);
    stop();
    assertThat(internalTopics()).hasSizeGreaterThanOrEqualTo(3);
    client().deleteOffsets(name);
    Await.until("no internal topics", PATIENCE, () -> internalTopics().isEmpty());
    client().resume(name);
    flights.awaitResults(PATIENCE);
  }

  @Test
  void restartGoesOnWithTheStateThatIsThere() throws Exception {
    flights.send(3_000);
    deploy(Map.of());
    flights.awaitResults(PATIENCE);
    client().restart(name);
    Await.until("two starts", PATIENCE, () -> both(" started in ") >= 2);
    flights.send(3_000);
    flights.awaitResults(PATIENCE);
    assertThat(both(" records of aggregate from ")).as("changelogs that were read again").isZero();
  }

  @Test
  void failureIsShownAndRestartWorks() throws Exception {
    flights.send(1_000);
    deploy(Map.of());
    flights.awaitResults(PATIENCE);
    flights.sendPoison();
    Await.until(
        "the task to fail",
        PATIENCE,
        () -> {
          String trace = client().status(name).path("tasks").path(0).path("trace").asText();
          return trace.contains("the topology of application " + id() + " failed");
        });
    stop();
    patch(name, 0, 251);
    client().resume(name);
    client().awaitRunning(name, PATIENCE);
    flights.send(1_000);
    flights.awaitResults(PATIENCE);
  }

  @Test
  void wrongPlansAreRefusedWithTheirPlaces() throws Exception {
    assertThatThrownBy(() -> deploy(Map.of("plan", plan().replace("\"group_by\"", "\"grup\""))))
        .isInstanceOf(ConnectRestException.class)
        .hasMessageContaining("400")
        .hasMessageContaining("grup");
    assertThatThrownBy(
            () -> deploy(Map.of("plan", plan().replace("delay >= 0", "nosuch(delay) >= 0"))))
        .hasMessageContaining("400")
        .hasMessageContaining("where")
        .hasMessageContaining("there is no function NOSUCH");
    assertThatThrownBy(
            () -> deploy(Map.of("plan", plan().replace(name + "\",\"format", "absent\",\"format"))))
        .hasMessageContaining("400")
        .hasMessageContaining("source.topic topic absent does not exist");
    assertThatThrownBy(() -> deploy(Map.of("streams.bootstrap.servers", "127.0.0.1:1")))
        .hasMessageContaining("400")
        .hasMessageContaining("could not be asked");
    flights.send(100);
    deploy(Map.of());
    flights.awaitResults(PATIENCE);
    assertThatThrownBy(() -> deploy(Map.of("plan", plan().replace("\"1m\"", "\"2m\""))))
        .hasMessageContaining("400")
        .hasMessageContaining("window.size was 1m and is now 2m");
    deploy(Map.of("plan", plan().replace("delay >= 0", "delay > -1")));
  }

  private static ConnectClient client() {
    return stock.client();
  }

  private String id() {
    return "acequia-" + name;
  }

  private String plan() {
    return """
    {"source":{"topic":"%s","format":"json"},"where":"delay >= 0","group_by":["origin"],\
    "window":{"type":"tumbling","size":"1m","grace":"1d"},\
    "aggregate":[{"op":"count","as":"flights"},\
    {"op":"sum","field":"delay","as":"delays"}],"sink":{"topic":"%s"}}\
    """
        .formatted(name, flights.results());
  }

  private void deploy(Map<String, String> changes) {
    deploy(name, changes);
  }

  private void deploy(String connector, Map<String, String> changes) {
    Map<String, String> config = new HashMap<>();
    config.put("connector.class", StreamsConnector.class.getName());
    config.put("tasks.max", "1");
    config.put("plan", plan());
    config.put("streams.bootstrap.servers", kafka.bootstrap());
    config.put("streams.state.dir", folder.resolve("state").toString());
    config.put("streams.config.session.timeout.ms", "8000");
    config.put("streams.config.heartbeat.interval.ms", "1500");
    config.put("streams.config.replication.factor", "1");
    config.putAll(changes);
    client().put(connector, config);
    client().awaitRunning(connector, PATIENCE);
  }

  private void stop() {
    client().stop(name);
    client().awaitState(name, "STOPPED", PATIENCE);
    Await.until("no tasks", PATIENCE, () -> client().status(name).path("tasks").isEmpty());
    Await.until("the group to be left", PATIENCE, this::hasNoMembers);
  }

  private void patch(String topic, int partition, long offset) throws Exception {
    JsonNode offsets =
        JSON.readTree(
            """
            [{"partition": {"topic": "%s", "partition": %d}, "offset": {"offset": %d}}]\
            """
                .formatted(topic, partition, offset));
    client().patchOffsets(name, offsets);
  }

  private boolean hasNoMembers() throws Exception {
    try (Admin admin = kafka.admin()) {
      return admin
          .describeConsumerGroups(List.of(id()))
          .describedGroups()
          .get(id())
          .get(2, TimeUnit.MINUTES)
          .members()
          .isEmpty();
    }
  }

  private List<String> internalTopics() throws Exception {
    try (Admin admin = kafka.admin()) {
      return admin.listTopics().names().get(2, TimeUnit.MINUTES).stream()
          .filter(topic -> topic.startsWith(id() + "-"))
          .toList();
    }
  }

  private static long total(Map<String, String> results) {
    return results.values().stream()
        .mapToLong(value -> Long.parseLong(value.substring(0, value.indexOf(','))))
        .sum();
  }

  /** What a worker logged of this test's application. */
  private String log(ConnectWorker worker) throws Exception {
    return String.join(
        "\n",
        Files.readAllLines(worker.log()).stream().filter(line -> line.contains(id())).toList());
  }

  private long count(ConnectWorker worker, String text) throws Exception {
    return log(worker).lines().filter(line -> line.contains(text)).count();
  }

  private long both(String text) throws Exception {
    return count(bare, text) + count(stock, text);
  }

  /** The jars from which a worker's JVM has loaded a class. */
  private static List<String> loadedFrom(String worker, String type) throws Exception {
    String mark = " " + type + " source: file:";
    return Files.readAllLines(folder.resolve(worker + "-classes.log")).stream()
        .filter(line -> line.contains(mark))
        .map(line -> line.substring(line.indexOf(mark) + mark.length()))
        .distinct()
        .toList();
  }

  private int threads(ConnectWorker worker) throws Exception {
    int threads = log(worker).contains("starts with state in") ? 1 : 0;
    Matcher matcher = Pattern.compile("has (\\d+) threads here").matcher(log(worker));
    while (matcher.find()) {
      threads = Integer.parseInt(matcher.group(1));
    }
    return threads;
  }

  /** The folder that the worker took last. */
  private String slot(ConnectWorker worker) throws Exception {
    Matcher matcher = Pattern.compile("starts with state in (\\S+),").matcher(log(worker));
    String slot = "";
    while (matcher.find()) {
      slot = matcher.group(1);
    }
    return slot;
  }
}
