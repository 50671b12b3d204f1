package io.acequia.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.FreePorts;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import io.acequia.local.process.Postgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bundle in workers of the newest and the oldest supported version, under the strictest ways of
 * discovery: every plugin is found with its version, a flow runs, and SIGTERM ends the worker.
 */
class PackagedPluginsIT {

  private static final String VERSION = "0.1.0";
  private static final int EVENTS = 1_000;
  private static final long SECONDS_TO_END = 120;

  @TempDir static Path temp;
  private static Bundle bundle;
  private static LocalKafka kafka;
  private static Postgres postgres;

  @BeforeAll
  static void startServers() throws IOException {
    bundle = Bundle.unpackedInto(temp.resolve("plugins"));
    kafka = LocalKafka.builder(KafkaRuntime.newest(), temp.resolve("kafka")).build().start();
    postgres = Postgres.builder(temp.resolve("postgres")).build().start();
  }

  @AfterAll
  static void stopServers() {
    postgres.stop();
    kafka.stop();
  }

  static Stream<Arguments> workers() {
    return Stream.of(KafkaRuntime.newest(), KafkaRuntime.oldest())
        .flatMap(
            runtime ->
                Stream.of("service_load", "hybrid_fail")
                    .map(discovery -> Arguments.of(runtime.version(), discovery, runtime)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("workers")
  void flowRunsAndSigtermEndsTheWorker(String version, String discovery, KafkaRuntime runtime)
      throws Exception {
    int ingest = FreePorts.next();
    String name = "boot_" + version.replace('.', '_') + "_" + discovery;
    try (ConnectWorker worker = worker(name, discovery, runtime, ingest);
        Connection database = postgres.connect()) {
      worker.start();
      assertThat(listed(worker)).containsAllEntriesOf(expected());
      if (version.startsWith("3.")) {
        assertThat(topologyProblems(worker))
            .singleElement()
            .asString()
            .contains("Kafka 4.2 or later")
            .contains(version);
      } else {
        assertThat(topologyProblems(worker)).isEmpty();
      }
      FirstFlow flow = new FirstFlow(name);
      flow.deploy(worker.client());
      flow.send(URI.create("http://127.0.0.1:" + ingest), EVENTS);
      flow.awaitRows(database, EVENTS);
      ProcessHandle process = ProcessHandle.of(worker.pid()).orElseThrow();
      assertThat(process.destroy()).isTrue();
      assertThat(process.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS).isAlive()).isFalse();
    }
  }

  /** What the worker's validation says to a plan that is right. */
  private static List<String> topologyProblems(ConnectWorker worker) {
    String plugin = "io.acequia.streams.transforms.StreamsConnector";
    JsonNode answer =
        worker
            .client()
            .validate(
                plugin,
                Map.of(
                    "name", "delays",
                    "connector.class", plugin,
                    "streams.bootstrap.servers", kafka.bootstrap(),
                    "streams.validate.broker.enabled", "false",
                    "plan", "{\"source\":{\"topic\":\"in\"},\"sink\":{\"topic\":\"out\"}}"));
    List<String> problems = new ArrayList<>();
    answer.findValues("errors").forEach(errors -> errors.forEach(e -> problems.add(e.asText())));
    return problems;
  }

  private static ConnectWorker worker(
      String name, String discovery, KafkaRuntime runtime, int ingest) {
    ConnectWorker.Builder builder =
        ConnectWorker.builder(runtime, temp.resolve("connect-" + name), kafka.bootstrap())
            .pluginPath(bundle.folder())
            .heap("512m")
            .property("plugin.discovery", discovery)
            .property("group.id", "connect-" + name);
    for (String store : new String[] {"config", "offset", "status"}) {
      builder.property(store + ".storage.topic", "connect-" + name + "-" + store);
    }
    FirstFlow.environment(
            "127.0.0.1", ingest, postgres.jdbcUrl(), postgres.user(), postgres.password())
        .forEach(builder::environment);
    return builder.build();
  }

  private static Map<String, String> expected() throws IOException {
    Map<String, String> versions = new TreeMap<>();
    bundle.pluginClasses().keySet().forEach(name -> versions.put(name, VERSION));
    return versions;
  }

  private static Map<String, String> listed(ConnectWorker worker) {
    Map<String, String> versions = new TreeMap<>();
    for (JsonNode plugin : worker.client().get("/connector-plugins?connectorsOnly=false")) {
      versions.put(plugin.path("class").asText(), plugin.path("version").asText());
    }
    return versions;
  }
}
