package io.acequia.elasticsearch.sink;

import static io.acequia.elasticsearch.sink.EventTasks.P0;
import static io.acequia.elasticsearch.sink.EventTasks.PATIENCE;
import static io.acequia.elasticsearch.sink.EventTasks.keyed;
import static io.acequia.elasticsearch.sink.EventTasks.numbers;
import static io.acequia.elasticsearch.sink.EventTasks.record;
import static io.acequia.elasticsearch.sink.EventTasks.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.elasticsearch.sink.client.ClusterClient;
import io.acequia.elasticsearch.sink.client.Identification;
import io.acequia.local.process.Elasticsearch;
import io.acequia.local.process.SearchRelease;
import io.acequia.testkit.SinkTaskDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What tasks do on every release of both products, each a real server. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ReleaseContract {
  private final SearchRelease release;
  private final EventTasks tasks = new EventTasks();
  private final boolean shared;
  private @Nullable Elasticsearch server;

  /**
   * @param shared runs already, and goes on; {@code null} where the tests need one of their own
   */
  ReleaseContract(SearchRelease release, @Nullable Elasticsearch shared) {
    this.release = release;
    this.shared = shared != null;
    this.server = shared;
  }

  @BeforeAll
  void startServer() throws IOException {
    if (!shared && release.jdk().isPresent()) {
      Path folder = Files.createDirectories(Path.of("target", "release-it").toAbsolutePath());
      server =
          Elasticsearch.builder(Files.createTempDirectory(folder, release.name()))
              .release(release)
              .shortLived()
              .build()
              .start();
    }
  }

  /** Each test by itself, because a whole class that is given up is told nowhere. */
  @BeforeEach
  void assumeJdk() {
    assumeTrue(release.jdk().isPresent(), release::needs);
  }

  @AfterAll
  void stopServer() {
    if (!shared && server != null) {
      server.kill();
    }
  }

  @AfterEach
  void stopTasks() {
    tasks.close();
  }

  @Test
  void tellsWhatItIs() throws Exception {
    ElasticsearchSinkConfig config = new ElasticsearchSinkConfig(config("unused"));
    try (ClusterClient client = new ClusterClient(config.cluster())) {
      assertThat(Identification.of(client).get(PATIENCE.toSeconds(), TimeUnit.SECONDS).toString())
          .startsWith(release + ".");
    }
  }

  @Test
  void schemasMapFieldsAndAddTheirNewOnes() {
    Schema one =
        SchemaBuilder.struct()
            .field("n", Schema.INT16_SCHEMA)
            .field("at", Timestamp.SCHEMA)
            .field("text", Schema.STRING_SCHEMA)
            .build();
    Schema two = SchemaBuilder.struct().field("later", Schema.FLOAT32_SCHEMA).build();
    SinkTaskDriver worker = start(config("typed"));
    Struct first =
        new Struct(one).put("n", (short) 1).put("at", new Date(0)).put("text", "2001-01-01");
    worker.deliver(List.of(struct(P0, 0, first)));
    worker.awaitCommitted(P0, 1, PATIENCE);
    worker.deliver(List.of(struct(P0, 1, new Struct(two).put("later", 1.5f))));
    worker.awaitCommitted(P0, 2, PATIENCE);
    JsonNode fields = call("GET", "/typed/_mapping", "").at("/typed/mappings/properties");
    assertThat(List.of("n", "at", "text", "later"))
        .extracting(field -> fields.path(field).path("type").asText())
        .containsExactly("short", "date", "text", "float");
    assertThat(count("typed")).isEqualTo(2);
  }

  @Test
  void lastChangeOfAKeyWinsAndARedeliveryChangesNothing() {
    Map<String, String> config = byKey("keys");
    config.put("elasticsearch.delete.enabled", "true");
    List<SinkRecord> records =
        List.of(
            keyed(0, "a", "{\"v\":1}"),
            keyed(1, "a", null),
            keyed(2, "a", "{\"v\":2}"),
            keyed(3, "d", "{\"v\":5}"),
            keyed(4, "d", null));
    SinkTaskDriver first = start(config);
    first.deliver(records);
    first.awaitCommitted(P0, 5, PATIENCE);
    JsonNode document = call("GET", "/keys/_doc/a", "");
    assertThat(document.at("/_source/v").asLong()).isEqualTo(2);
    assertThat(document.path("_version").asLong()).isEqualTo(2);
    assertThat(count("keys")).isEqualTo(1);
    SinkTaskDriver second = start(config);
    second.deliver(records);
    second.awaitCommitted(P0, 5, PATIENCE);
    assertThat(call("GET", "/keys/_doc/a", "")).isEqualTo(document);
    assertThat(count("keys")).isEqualTo(1);
    assertThat(second.context().reported()).isEmpty();
  }

  @Test
  void upsertMergesAndAddsWhatIsMissing() {
    Map<String, String> config = byKey("merged");
    config.put("elasticsearch.write.mode", "upsert");
    SinkTaskDriver worker = start(config);
    worker.deliver(List.of(keyed(0, "a", "{\"v\":1,\"w\":1}"), keyed(1, "a", Map.of("v", 2L))));
    worker.awaitCommitted(P0, 2, PATIENCE);
    assertThat(call("GET", "/merged/_doc/a", "").path("_source")).hasToString("{\"v\":2,\"w\":1}");
    assertThat(worker.context().reported()).isEmpty();
  }

  @Test
  void poisonAmongFiftyIsReportedAloneAndTellsNothingOfTheRecord() {
    Map<String, String> config = config("fifty");
    config.put("elasticsearch.index.mappings", "{\"properties\":{\"v\":{\"type\":\"long\"}}}");
    SinkTaskDriver worker = start(config);
    worker.deliver(
        LongStream.range(0, 50)
            .mapToObj(i -> record(i, i == 17 ? "{\"v\":\"s3cret\"}" : "{\"v\":" + i + "}"))
            .toList());
    worker.awaitCommitted(P0, 50, PATIENCE);
    assertThat(count("fifty")).isEqualTo(49);
    assertThat(worker.context().reported())
        .singleElement()
        .satisfies(r -> assertThat(r.record().kafkaOffset()).isEqualTo(17))
        .satisfies(
            r ->
                assertThat(r.error())
                    .hasMessageContaining("failed to parse field [v] of type [long]")
                    .hasMessageNotContaining("s3cret"));
  }

  @Test
  void killedClusterDelaysAndLosesNothingAndReportsNothing() {
    Map<String, String> config = config("frozen");
    // A request is full, and sent, long before its task has all records.
    config.put("elasticsearch.batch.records", "100");
    SinkTaskDriver worker = start(config);
    worker.deliver(numbers(0, 500));
    worker.awaitCommitted(P0, 500, PATIENCE);
    // Frozen, it takes requests and answers none, so that its end comes in the middle of them.
    server().pause();
    try {
      worker.deliver(numbers(500, 1_000));
      server().kill();
      worker.deliver(numbers(1_000, 1_500));
      assertThat(worker.committed()).containsEntry(P0, 500L);
    } finally {
      // Others share it.
      server().kill();
      server().start();
    }
    worker.awaitCommitted(P0, 1_500, PATIENCE);
    assertThat(count("frozen")).isEqualTo(1_500);
    assertThat(worker.context().reported()).isEmpty();
  }

  final Elasticsearch server() {
    return Objects.requireNonNull(server);
  }

  final JsonNode call(String method, String path, String body) {
    return ClusterCall.call(server().url(), method, path, body);
  }

  final long count(String index) {
    return ClusterCall.count(server().url(), index);
  }

  final Map<String, String> config(String index) {
    Map<String, String> config = new HashMap<>();
    config.put("elasticsearch.urls", server().url().toString());
    config.put("elasticsearch.index", index);
    config.put("elasticsearch.batch.linger.ms", "10");
    config.put("elasticsearch.retry.backoff.max.ms", "1000");
    return config;
  }

  private Map<String, String> byKey(String index) {
    Map<String, String> config = config(index);
    config.put("elasticsearch.id.mode", "record-key");
    return config;
  }

  /** One that appends to a data stream. */
  final Map<String, String> appending(String stream) {
    Map<String, String> config = config(stream);
    config.put("elasticsearch.target", "data-stream");
    config.put("elasticsearch.write.mode", "create");
    return config;
  }

  final SinkTaskDriver start(Map<String, String> config) {
    return tasks.start(config, P0);
  }
}
