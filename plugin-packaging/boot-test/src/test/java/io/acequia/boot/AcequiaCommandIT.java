package io.acequia.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.local.process.Await;
import io.acequia.local.process.FreePorts;
import io.acequia.local.process.ProjectRoot;
import io.acequia.local.stack.Port;
import io.acequia.local.stack.Stack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The {@code acequia} command as a newcomer uses it: each call a process of its own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AcequiaCommandIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Map<String, String> PORTS = new TreeMap<>();

  @TempDir static Path state;
  @TempDir static Path output;

  /** What a call printed, and how it ended. */
  private record Ended(int code, List<String> out, String err) {
    String lastLine() {
      return out.get(out.size() - 1);
    }
  }

  /** Events that are being sent. */
  private record Sample(String run, int count, CompletableFuture<Ended> end) {
    void awaitAccepted() throws Exception {
      Ended ended = end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(ended.lastLine()).as(ended.err()).isEqualTo(count + " events accepted");
    }
  }

  @BeforeAll
  static void up() throws Exception {
    Stream.of(Port.values())
        .forEach(port -> PORTS.put(port.variable(), Integer.toString(FreePorts.next())));
    Ended up = acequia("up");
    assertThat(up.code()).as(up.err()).isZero();
    assertThat(String.join("\n", up.out()))
        .contains("/v2/ingest/events")
        .contains("psql")
        .doesNotContain(secret("api-key"))
        .doesNotContain(secret("postgres-password"));
  }

  @AfterAll
  static void down() throws Exception {
    Ended reset = acequia("reset");
    assertThat(reset.code()).as(reset.err()).isZero();
    assertThat(state.resolve("kafka-data")).doesNotExist();
  }

  @Test
  @Order(1)
  void everySampleEventIsInTheTable() throws Exception {
    Ended sample = acequia("sample", "flights", "--count", "3000", "--run", "first");
    assertThat(sample.lastLine()).as(sample.err()).isEqualTo("3000 events accepted");
    awaitExactly(3_000, "first");
  }

  @Test
  @Order(2)
  void statusTellsWhereEverythingIs() throws Exception {
    JsonNode status =
        new ObjectMapper().readTree(String.join("\n", acequia("status", "--json").out()));
    assertThat(status.at("/kafka/bootstrap").asText())
        .isEqualTo("127.0.0.1:" + PORTS.get("ACEQUIA_KAFKA_PORT"));
    assertThat(status.at("/kafka/state").asText()).isEqualTo("running");
    assertThat(status.at("/ingest/api_key").asText()).isEqualTo(secret("api-key"));
    assertThat(status.at("/postgres/password").asText()).isEqualTo(secret("postgres-password"));
    assertThat(status.at("/connectors").findValuesAsText("name"))
        .containsExactlyInAnyOrder("http-ingest", "flights-postgres");
    assertThat(status.at("/connectors/0/tasks/0").asText()).isEqualTo("RUNNING");
  }

  @Test
  @Order(3)
  void upIsHarmlessWhenEverythingRuns() throws Exception {
    String before = pid("kafka") + pid("connect") + pid("postgres");
    assertThat(acequia("up").code()).isZero();
    assertThat(pid("kafka") + pid("connect") + pid("postgres")).isEqualTo(before);
  }

  @Test
  @Order(4)
  void acceptedEventsSurviveTheWorkersDeathExactlyOnce() throws Exception {
    String kafka = pid("kafka");
    Sample sample = killInMidSample("killed", "connect");
    assertThat(acequia("up").code()).isZero();
    assertThat(pid("kafka")).isEqualTo(kafka);
    sample.awaitAccepted();
    awaitExactly(sample.count, sample.run);
  }

  @Test
  @Order(5)
  void acceptedEventsSurviveTheDatabasesDeathExactlyOnce() throws Exception {
    Sample sample = killInMidSample("outage", "postgres");
    sample.awaitAccepted();
    assertThat(acequia("status", "--json").out())
        .anyMatch(line -> line.contains("stopped"))
        .noneMatch(line -> line.contains("FAILED"));
    assertThat(acequia("up").code()).isZero();
    awaitExactly(sample.count, sample.run);
  }

  @Test
  @Order(6)
  void namesThePortThatIsTaken() throws Exception {
    assertThat(acequia("down").code()).isZero();
    try (ServerSocket other =
        new ServerSocket(
            Integer.parseInt(PORTS.get("ACEQUIA_CONNECT_PORT")),
            1,
            InetAddress.getLoopbackAddress())) {
      Ended up = acequia("up");
      assertThat(up.code()).isEqualTo(1);
      assertThat(up.err())
          .hasLineCount(1)
          .contains("port " + other.getLocalPort())
          .contains("ACEQUIA_CONNECT_PORT");
    }
    assertThat(Files.exists(state.resolve("kafka.pid"))).isFalse();
  }

  /**
   * Kills a server while a sample is being sent and its first rows are there; a sample that was
   * faster is followed by one of twice the length.
   */
  private static Sample killInMidSample(String name, String server) throws Exception {
    for (int count = 20_000; count <= 160_000; count *= 2) {
      String run = name + count;
      Sample sample =
          new Sample(
              run,
              count,
              start("sample", "flights", "--count", "" + count, "--rate", "4000", "--run", run));
      Await.until("the first rows of " + run, PATIENCE, () -> count("count(*)", run) > 0);
      kill(server);
      if (!sample.end.isDone()) {
        return sample;
      }
      assertThat(acequia("up").code()).isZero();
    }
    throw new AssertionError("each sample had ended when " + server + " was killed");
  }

  private static void awaitExactly(long expected, String run) throws SQLException {
    Await.until(expected + " rows of " + run, PATIENCE, () -> count("count(*)", run) >= expected);
    assertThat(count("count(*)", run)).isEqualTo(expected);
    assertThat(count("count(DISTINCT event_id)", run)).isEqualTo(expected);
  }

  private static long count(String what, String run) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + PORTS.get("ACEQUIA_POSTGRES_PORT") + "/acequia",
                "acequia",
                secret("postgres-password"));
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT " + what + " FROM flights WHERE event_id LIKE '" + run + "-%'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static Ended acequia(String... arguments) throws Exception {
    try {
      return start(arguments).get(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("acequia " + String.join(" ", arguments) + " did not end", e);
    }
  }

  private static CompletableFuture<Ended> start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dacequia.root=" + ProjectRoot.path(),
                "-D" + Stack.STATE_PROPERTY + "=" + state,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                "io.acequia.local.cli.Acequia"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(output, "out", ".txt");
    Path err = Files.createTempFile(output, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(PORTS);
    return builder
        .start()
        .onExit()
        .thenApply(
            process -> {
              try {
                return new Ended(
                    process.exitValue(), Files.readAllLines(out), Files.readString(err));
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
  }

  private static void kill(String server) {
    ProcessHandle process = ProcessHandle.of(Long.parseLong(pid(server))).orElseThrow();
    List<ProcessHandle> all = Stream.concat(Stream.of(process), process.descendants()).toList();
    process.destroyForcibly();
    // PostgreSQL's own processes end by themselves a little later; none starts before that.
    Await.until(
        "the end of " + server, PATIENCE, () -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  private static String pid(String server) {
    return firstLine(state.resolve(server + ".pid"));
  }

  private static String secret(String file) {
    return firstLine(state.resolve(file));
  }

  private static String firstLine(Path file) {
    try {
      return Files.readAllLines(file).get(0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
