package io.acequia.streams.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.local.process.Await;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.FreePorts;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import io.acequia.local.process.ProjectRoot;
import io.acequia.streams.transforms.otherplugin.QueryExtension;
import io.acequia.streams.transforms.query.LocalTopologies;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * State asked for through the REST port of two real workers, by a plugin that has nothing in common
 * with the one that runs the topologies but its query package, of which it has its own copy.
 */
@Timeout(900)
class StreamsQueriesIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVER = "&from=1970-01-01T00:00:00Z&to=2100-01-01T00:00:00Z";
  private static final List<String> ORIGINS = List.of("DTW", "HNL", "SFO", "LAS", "ORD", "JFK");

  @TempDir static Path folder;

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static LocalKafka kafka;
  private static ConnectWorker one;
  private static ConnectWorker two;

  @BeforeAll
  static void startServers() throws Exception {
    KafkaRuntime runtime = KafkaRuntime.newest();
    kafka = LocalKafka.builder(runtime, folder.resolve("kafka")).build().start();
    Path other = Files.createDirectories(folder.resolve("plugins/other"));
    packExtension(other.resolve("other.jar"));
    one = worker(runtime, "one").start();
    two = worker(runtime, "two").start();
  }

  private static ConnectWorker worker(KafkaRuntime runtime, String name) {
    int port = FreePorts.next();
    return ConnectWorker.builder(runtime, folder.resolve(name), kafka.bootstrap())
        .port(port)
        .environment("ACEQUIA_WORKER", "127.0.0.1:" + port)
        .property("rest.extension.classes", QueryExtension.class.getName())
        .pluginPath(
            ProjectRoot.path().resolve("streams-transforms/target/plugin"),
            folder.resolve("plugins"))
        .heap("400m")
        .build();
  }

  /** The extension, and the classes that queries from outside need, of which there are few. */
  private static void packExtension(Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("META-INF/services/" + ConnectRestExtension.class.getName()));
      out.write(QueryExtension.class.getName().getBytes(StandardCharsets.UTF_8));
      for (Class<?> one : List.of(QueryExtension.class, LocalTopologies.class)) {
        pack(one, out);
      }
    }
  }

  /** All classes of a class's package. */
  private static void pack(Class<?> member, JarOutputStream out) throws IOException {
    String folderName = member.getPackageName().replace('.', '/');
    Path classes = Path.of(member.getProtectionDomain().getCodeSource().getLocation().getPath());
    if (Files.isRegularFile(classes)) {
      try (FileSystem jar = FileSystems.newFileSystem(classes)) {
        packFolder(jar.getPath("/"), folderName, out);
      }
    } else {
      packFolder(classes, folderName, out);
    }
  }

  private static void packFolder(Path classes, String folderName, JarOutputStream out)
      throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(classes.resolve(folderName), "*.class")) {
      for (Path file : files) {
        out.putNextEntry(new JarEntry(folderName + "/" + file.getFileName()));
        Files.copy(file, out);
      }
    }
  }

  @AfterAll
  static void stopServers() {
    one.close();
    two.close();
    kafka.close();
  }

  @Test
  void eachKeyIsFoundAtItsOwnersAddress() throws Exception {
    Flights flights = new Flights(kafka, "owned");
    flights.send(6_000);
    deploy(
        "owned",
        "2",
        """
        {"source": {"topic": "owned"}, "group_by": "origin",
         "window": {"type": "tumbling", "size": "1m", "grace": "1d"},
         "aggregate": [{"op": "count", "as": "flights"},
                       {"op": "sum", "field": "delay", "as": "delays"}],
         "sink": {"topic": "owned-results"}}
        """);
    flights.awaitResults(PATIENCE);
    Await.until("both workers to take part", PATIENCE, () -> runs(one) && runs(two));
    Set<String> owners = new HashSet<>();
    Map<String, String> found = new TreeMap<>();
    // While partitions move to the second worker, both may know different owners, or one has all.
    Await.until(
        "each origin to be found at its owner's alone, and both to own some",
        PATIENCE,
        () -> {
          owners.clear();
          found.clear();
          for (String origin : ORIGINS) {
            owners.add(collectFromOwner(origin, found));
          }
          return owners.equals(Set.of(address(one), address(two)))
              && found.equals(flights.expected());
        });
    Await.until(
        "all windows in both together",
        PATIENCE,
        () -> {
          Map<String, String> all = byWindow(ask(one, "owned/results?" + EVER).body());
          all.putAll(byWindow(ask(two, "owned/results?" + EVER).body()));
          return all.equals(flights.expected());
        });
    one.client().delete("owned");
    Await.until(
        "the topology to be gone",
        PATIENCE,
        () -> ask(one, "owned").statusCode() == 404 && ask(two, "owned").statusCode() == 404);
  }

  /**
   * Adds the windows of an origin, which only its owner has.
   *
   * @return the owner's address; empty where it is not yet agreed upon
   */
  private static String collectFromOwner(String origin, Map<String, String> windows)
      throws Exception {
    String key = "?key=" + encoded("{\"origin\": \"" + origin + "\"}");
    HttpResponse<String> owner = ask(one, "owned/results/owner" + key);
    if (owner.statusCode() != 200
        || !ask(two, "owned/results/owner" + key).body().equals(owner.body())) {
      return "";
    }
    ConnectWorker holds = owner.body().equals(address(one)) ? one : two;
    ConnectWorker other = holds == one ? two : one;
    HttpResponse<String> rows = ask(holds, "owned/results" + key + EVER);
    if (rows.statusCode() != 200
        || !byWindow(ask(other, "owned/results" + key + EVER).body()).isEmpty()) {
      return "";
    }
    windows.putAll(byWindow(rows.body()));
    return owner.body();
  }

  private static boolean runs(ConnectWorker worker) throws Exception {
    HttpResponse<String> about = ask(worker, "owned");
    return about.statusCode() == 200
        && about.body().equals("RUNNING " + address(worker) + " [results]");
  }

  @Test
  void tablesAndDetectionsAreReadByKeyAndRange() throws Exception {
    create("rows");
    create("names");
    create("fares");
    try (KafkaProducer<String, String> producer = producer()) {
      send(producer, "names", "a", "{\"name\": \"Alpha\"}");
      send(producer, "names", "b", "{\"name\": \"Beta\"}");
      send(producer, "fares", "a", "{\"price\": 7}");
      for (int i = 0; i < 12; i++) {
        send(producer, "rows", "k", "{\"s\": \"a\", \"v\": %d}".formatted(i));
      }
    }
    deploy(
        "rows",
        "1",
        """
        {"source": {"topic": "rows"},
         "enrich": [{"type": "global", "topic": "names", "key": "s"},
                    {"type": "as_of", "topic": "fares", "key": "s", "history": "1d"}],
         "detect": [{"type": "zscore", "field": "v", "by": "s"},
                    {"type": "threshold", "field": "v", "by": "s", "above": 8, "output": "flag",
                     "as": "high"}],
         "sink": {"topic": "rows-out"}}
        """);
    ConnectWorker runs =
        awaited(
            "all rows to be judged",
            worker -> {
              HttpResponse<String> row = ask(worker, "rows/detect.anomaly?key=%22a%22");
              return row.statusCode() == 200 && row.body().contains("\"anomaly_count\":12");
            });
    Await.until(
        "the last row to be judged by the threshold",
        PATIENCE,
        () -> ask(runs, "rows/detect.high?key=%5B%22a%22%5D").body().contains("\"high\":true"));
    assertThat(row(runs, "detect.anomaly?key=%22a%22"))
        .containsEntry("s", "a")
        .containsEntry("anomaly_center", 5.5);
    assertThat(row(runs, "detect.high?key=%5B%22a%22%5D"))
        .containsEntry("high", true)
        .containsEntry("high_bound", 8.0)
        .containsKey("high_since");
    assertThat(row(runs, "table.fares?key=%22a%22")).containsEntry("price", 7);
    assertThat(row(runs, "table.names?key=%22b%22")).containsEntry("name", "Beta");
    assertThat(JSON.readTree(ask(runs, "rows/table.names").body()).path("rows")).hasSize(2);
    assertThat(ask(runs, "rows/table.names/owner?key=%22a%22").body()).isEmpty();
    assertThat(ask(runs, "rows/none?key=1").statusCode()).isEqualTo(404);
    assertThat(ask(runs, "rows/table.names?key=%7B").statusCode()).isEqualTo(400);
    assertThat(ask(runs, "rows/table.names?key=1" + EVER).statusCode()).isEqualTo(400);
    assertThat(ask(runs, "rows").body())
        .endsWith("[detect.anomaly, detect.high, table.fares, table.names]");
    one.client().delete("rows");
  }

  @Test
  void sessionsAreReadByKeyAndAllAtOnce() throws Exception {
    create("visits");
    try (KafkaProducer<String, String> producer = producer()) {
      for (int second : new int[] {0, 1, 2, 60, 61}) {
        send(producer, "visits", null, "{\"u\": 1, \"at\": %d}".formatted(second * 1_000));
      }
      send(producer, "visits", null, "{\"u\": 2, \"at\": 1000}");
    }
    deploy(
        "visits",
        "1",
        """
        {"source": {"topic": "visits", "timestamp": "at"}, "group_by": "u",
         "window": {"type": "session", "gap": "5s", "grace": "1d"},
         "aggregate": [{"op": "count"}], "sink": {"topic": "visits-out"}}
        """);
    var unused =
        awaited(
            "the sessions of both",
            worker -> {
              HttpResponse<String> all = ask(worker, "visits/results?" + EVER);
              HttpResponse<String> first = ask(worker, "visits/results?key=1" + EVER);
              return all.statusCode() == 200
                  && first.statusCode() == 200
                  && JSON.readTree(all.body()).path("rows").size() == 3
                  && sessions(first.body())
                      .equals(
                          List.of(
                              "1 1970-01-01T00:00:00Z 1970-01-01T00:00:02Z 3",
                              "1 1970-01-01T00:01:00Z 1970-01-01T00:01:01Z 2"));
            });
    one.client().delete("visits");
  }

  private static List<String> sessions(String json) throws IOException {
    List<String> sessions = new ArrayList<>();
    for (JsonNode row : JSON.readTree(json).path("rows")) {
      sessions.add(
          "%d %s %s %d"
              .formatted(
                  row.path("u").asInt(),
                  row.path("window_start").asText(),
                  row.path("window_end").asText(),
                  row.path("count").asInt()));
    }
    return sessions;
  }

  /** The worker for which a condition becomes true. */
  private static ConnectWorker awaited(String what, Condition condition) {
    ConnectWorker[] found = new ConnectWorker[1];
    Await.until(
        what,
        PATIENCE,
        () -> {
          for (ConnectWorker worker : List.of(one, two)) {
            if (condition.holds(worker)) {
              found[0] = worker;
            }
          }
          return found[0] != null;
        });
    return found[0];
  }

  private interface Condition {
    boolean holds(ConnectWorker worker) throws Exception;
  }

  private static Map<String, Object> row(ConnectWorker worker, String query) throws Exception {
    List<JsonNode> rows = new ArrayList<>();
    // Each table is read at its own pace.
    Await.until(
        "the row of " + query,
        PATIENCE,
        () -> {
          rows.clear();
          JSON.readTree(ask(worker, "rows/" + query).body()).path("rows").forEach(rows::add);
          return !rows.isEmpty();
        });
    assertThat(rows).as(query).hasSize(1);
    return JSON.convertValue(
        rows.get(0), JSON.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
  }

  private static void deploy(String name, String tasks, String plan) {
    Map<String, String> config = new HashMap<>();
    config.put("connector.class", StreamsConnector.class.getName());
    config.put("tasks.max", tasks);
    config.put("plan", plan);
    config.put("streams.application.id", name);
    config.put("streams.application.server", "${env:ACEQUIA_WORKER}");
    config.put("streams.bootstrap.servers", kafka.bootstrap());
    config.put("streams.state.dir", folder.resolve("state").toString());
    config.put("streams.config.session.timeout.ms", "8000");
    config.put("streams.config.heartbeat.interval.ms", "1500");
    // Where the group leader could not learn in time what state the new member has, it asks again.
    config.put("streams.config.probing.rebalance.interval.ms", "60000");
    one.client().put(name, config);
    one.client().awaitRunning(name, PATIENCE);
  }

  private static void create(String topic) throws Exception {
    new Flights(kafka, topic);
  }

  private static KafkaProducer<String, String> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrap()),
        new StringSerializer(),
        new StringSerializer());
  }

  private static void send(
      KafkaProducer<String, String> producer, String topic, String key, String value)
      throws Exception {
    producer.send(new ProducerRecord<>(topic, key, value)).get();
  }

  private static String address(ConnectWorker worker) {
    return "127.0.0.1:" + worker.port();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> ask(ConnectWorker worker, String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(worker.url() + "/topologies/" + path)).build(),
        BodyHandlers.ofString());
  }

  private static Map<String, String> byWindow(String json) throws IOException {
    Map<String, String> results = new TreeMap<>();
    for (JsonNode row : JSON.readTree(json).path("rows")) {
      results.put(
          row.path("origin").asText()
              + "@"
              + Instant.parse(row.path("window_start").asText()).toEpochMilli(),
          row.path("flights").asLong() + "," + row.path("delays").asLong());
    }
    return results;
  }
}
