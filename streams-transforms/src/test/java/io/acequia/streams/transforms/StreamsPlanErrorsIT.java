package io.acequia.streams.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.local.process.ConnectClient;
import io.acequia.local.process.ConnectRestException;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import io.acequia.local.process.ProjectRoot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Connect's REST API answers to plans that are wrong: 400, and every place in the plan. */
@Timeout(900)
class StreamsPlanErrorsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String PLUGIN = StreamsConnector.class.getName();

  @TempDir static Path folder;

  private static LocalKafka kafka;
  private static ConnectWorker worker;
  private static Flights flights;

  @BeforeAll
  static void startServers() throws Exception {
    KafkaRuntime runtime = KafkaRuntime.newest();
    kafka = LocalKafka.builder(runtime, folder.resolve("kafka")).build().start();
    worker =
        ConnectWorker.builder(runtime, folder.resolve("worker"), kafka.bootstrap())
            .pluginPath(ProjectRoot.path().resolve("streams-transforms/target/plugin"))
            .heap("400m")
            .build()
            .start();
    flights = new Flights(kafka, "errors");
  }

  @AfterAll
  static void stopServers() {
    worker.close();
    kafka.close();
  }

  /** A plan with one thing replaced, and what the answer says. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'op': 'sum', 'field': 'delay' | 'op': 'sum', 'feld': 'delay' | aggregate[1].feld",
        "'op': 'sum', 'field': 'delay' | 'op': 'sum' | aggregate[1].field is missing: sum needs it",
        "'op': 'sum' | 'op': 'median' | aggregate[1].op",
        "'field': 'delay' | 'field': 'delay +' | aggregate[1].field",
        "'topic': 'errors' | 'topic': 'absent' | source.topic topic absent does not exist",
        "'size': '1m' | 'size': 'long' | window.size",
        "'type': 'tumbling' | 'type': 'hopping' | window.advance",
        "'group_by': ['origin'] | 'group_by': ['upper(origin)'] | group_by[0]",
        "'where': 'delay >= 0' | 'where': 'delay >= nosuch(1)' | there is no function NOSUCH",
        "'sink': | 'sink' | line 1, column"
      })
  void namesThePlace(String right, String wrong, String said) {
    String plan = plan().replace(quoted(right), quoted(wrong));
    assertThat(plan).isNotEqualTo(plan());
    assertThatThrownBy(() -> deploy(plan))
        .isInstanceOf(ConnectRestException.class)
        .hasMessageContaining("400")
        .hasMessageContaining(said);
    assertThat(errors(plan)).anyMatch(error -> error.contains(said));
    assertThat(client().connectors()).isEmpty();
  }

  @Test
  void namesAllPlacesAtOnce() {
    String plan =
        plan()
            .replace(quoted("'where': 'delay >= 0'"), quoted("'where': 'delay >='"))
            .replace(quoted("'size': '1m'"), quoted("'size': '-1m'"))
            .replace(quoted("'op': 'sum'"), quoted("'op': 'median'"));
    assertThatThrownBy(() -> deploy(plan))
        .hasMessageContaining("400")
        .hasMessageContaining("where ")
        .hasMessageContaining("window.size")
        .hasMessageContaining("aggregate[1].op");
    assertThat(errors(plan)).hasSize(3);
  }

  @Test
  void namesTheKeyOfAPlanInPlainKeys() {
    Map<String, String> config = config();
    config.putAll(
        Map.of(
            "streams.source.topics", "errors",
            "streams.group.by", "origin",
            "streams.aggregate", "median(delay)",
            "streams.window.type", "hopping",
            "streams.window.size.ms", "-1",
            "streams.sink.topic", "out"));
    JsonNode answer = client().validate(PLUGIN, config);
    assertThat(answer.path("error_count").asInt()).isPositive();
    List<String> wrong = new ArrayList<>();
    for (JsonNode key : answer.path("configs")) {
      if (!key.at("/value/errors").isEmpty()) {
        wrong.add(key.at("/value/name").asText());
      }
    }
    assertThat(wrong).contains("streams.window.size.ms");
    config.put("streams.window.size.ms", "60000");
    assertThatThrownBy(() -> client().put("errors", config))
        .hasMessageContaining("400")
        .hasMessageContaining("streams.aggregate")
        .hasMessageContaining("streams.window.advance.ms");
  }

  @Test
  void refusesAChangeThatTheStateCannotFollow() {
    flights.send(100);
    deploy(plan());
    try {
      client().awaitRunning("errors", PATIENCE);
      flights.awaitResults(PATIENCE);
      assertThatThrownBy(() -> deploy(plan().replace("\"1m\"", "\"2m\"")))
          .hasMessageContaining("400")
          .hasMessageContaining("window.size was 1m and is now 2m");
      assertThatThrownBy(() -> deploy(plan().replace("\"sum\"", "\"max\"")))
          .hasMessageContaining("400")
          .hasMessageContaining("aggregate[1] was sum(delay) and is now max(delay)");
      assertThatThrownBy(() -> deploy(plan().replace("[\"origin\"]", "[\"carrier\"]")))
          .hasMessageContaining("400")
          .hasMessageContaining("group_by was origin");
    } finally {
      client().delete("errors");
    }
  }

  private static ConnectClient client() {
    return worker.client();
  }

  private static String quoted(String text) {
    return text.strip().replace('\'', '"');
  }

  private static String plan() {
    return quoted(
        """
        {'source': {'topic': 'errors', 'format': 'json'}, 'where': 'delay >= 0', \
        'group_by': ['origin'], 'window': {'type': 'tumbling', 'size': '1m', 'grace': '1d'}, \
        'aggregate': [{'op': 'count', 'as': 'flights'}, \
        {'op': 'sum', 'field': 'delay', 'as': 'delays'}], 'sink': {'topic': 'errors-results'}}""");
  }

  private static Map<String, String> config() {
    Map<String, String> config = new HashMap<>();
    config.put("connector.class", PLUGIN);
    config.put("name", "errors");
    config.put("tasks.max", "1");
    config.put("streams.bootstrap.servers", kafka.bootstrap());
    config.put("streams.state.dir", folder.resolve("state").toString());
    return config;
  }

  private static Map<String, String> config(String plan) {
    Map<String, String> config = config();
    config.put("plan", plan);
    return config;
  }

  private static void deploy(String plan) {
    client().put("errors", config(plan));
  }

  private static List<String> errors(String plan) {
    List<String> errors = new ArrayList<>();
    for (JsonNode key : client().validate(PLUGIN, config(plan)).path("configs")) {
      key.at("/value/errors").forEach(error -> errors.add(error.asText()));
    }
    return errors;
  }
}
