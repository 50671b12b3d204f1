package io.acequia.elasticsearch.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.elasticsearch.sink.client.ClusterClient;
import io.acequia.elasticsearch.sink.client.Identification;
import io.acequia.local.process.Elasticsearch;
import io.acequia.local.process.SearchProduct;
import io.acequia.testkit.RecordingSinkContext;
import io.acequia.testkit.SinkTaskDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same task on a real OpenSearch, which has data streams without further modules. */
class OpenSearchIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final TopicPartition P0 = new TopicPartition("events", 0);

  private static Elasticsearch server;
  private final List<SinkTaskDriver> started = new ArrayList<>();

  @BeforeAll
  static void startServer() throws Exception {
    Path folder = Files.createDirectories(Path.of("target", "opensearch-it").toAbsolutePath());
    server =
        Elasticsearch.builder(Files.createTempDirectory(folder, "os"))
            .product(SearchProduct.OPENSEARCH)
            .build()
            .start();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.stop();
    }
  }

  @AfterEach
  void stop() {
    started.forEach(SinkTaskDriver::stop);
  }

  @Test
  void tellsWhatItIs() throws Exception {
    Map<String, String> settings = Map.of("elasticsearch.urls", server.url().toString());
    try (ClusterClient client =
        new ClusterClient(new ElasticsearchSinkConfig(settings).cluster())) {
      assertThat(Identification.of(client).get(30, TimeUnit.SECONDS).toString())
          .startsWith("OpenSearch 2.");
    }
  }

  @Test
  void lastChangeOfAKeyWinsAndPoisonIsReportedAlone() {
    Map<String, String> config = config("keys");
    config.put("elasticsearch.id.mode", "record-key");
    config.put("elasticsearch.delete.enabled", "true");
    config.put("elasticsearch.index.mappings", "{\"properties\":{\"v\":{\"type\":\"long\"}}}");
    List<SinkRecord> records =
        List.of(
            record(0, "a", "{\"v\":1}"),
            record(1, "a", null),
            record(2, "a", "{\"v\":2}"),
            record(3, "b", "{\"v\":\"s3cret\"}"),
            record(4, "c", "{\"v\":4,,}"),
            record(5, "d", "{\"v\":5}"),
            record(6, "d", null));
    for (int delivery = 0; delivery < 2; delivery++) {
      SinkTaskDriver worker = start(config);
      worker.deliver(records);
      worker.awaitCommitted(P0, 7, PATIENCE);
      assertThat(worker.context().reported())
          .allSatisfy(r -> assertThat(r.error()).hasMessageNotContaining("s3cret"))
          .extracting(r -> r.record().kafkaOffset())
          .containsExactlyInAnyOrder(3L, 4L);
      JsonNode document = call("GET", "/keys/_doc/a", "");
      assertThat(document.at("/_source/v").asLong()).isEqualTo(2);
      assertThat(document.path("_version").asLong()).isEqualTo(2);
      assertThat(count("keys")).isEqualTo(1);
    }
  }

  @Test
  void dataStreamTakesARedeliveryWithoutRepeatingAnything() {
    Map<String, String> config = config("stream");
    config.put("elasticsearch.target", "data-stream");
    config.put("elasticsearch.write.mode", "create");
    List<SinkRecord> records =
        List.of(
            record(0, null, "{\"v\":1}"),
            record(1, null, Map.of("v", 2L)),
            record(2, null, "{\"@timestamp\":\"2001-01-01T00:00:00Z\"}"));
    for (int delivery = 0; delivery < 2; delivery++) {
      SinkTaskDriver worker = start(config);
      worker.deliver(records);
      worker.awaitCommitted(P0, 3, PATIENCE);
      assertThat(worker.context().reported()).isEmpty();
      assertThat(count("stream")).isEqualTo(3);
    }
    assertThat(call("GET", "/_data_stream/stream", "").at("/data_streams/0/name").asText())
        .isEqualTo("stream");
    JsonNode first =
        call("GET", "/stream/_search", "{\"query\":{\"term\":{\"v\":1}}}").at("/hits/hits/0");
    assertThat(first.at("/_source/@timestamp").asText()).isEqualTo("1970-01-01T00:00:05Z");
  }

  @Test
  void schemasMapFieldsOfDataStreamsAsWell() {
    Map<String, String> config = config("typed");
    config.put("elasticsearch.target", "data-stream");
    config.put("elasticsearch.write.mode", "create");
    SinkTaskDriver worker = start(config);
    worker.deliver(List.of(struct(0, "n", Schema.INT16_SCHEMA, (short) 1)));
    worker.awaitCommitted(P0, 1, PATIENCE);
    worker.deliver(List.of(struct(1, "later", Schema.FLOAT32_SCHEMA, 1.5f)));
    worker.awaitCommitted(P0, 2, PATIENCE);
    JsonNode mapping = call("GET", "/typed/_mapping", "").elements().next();
    assertThat(mapping.at("/mappings/properties/n/type").asText()).isEqualTo("short");
    assertThat(mapping.at("/mappings/properties/later/type").asText()).isEqualTo("float");
  }

  @Test
  void outageDelaysAndReportsNothing() {
    SinkTaskDriver worker = start(config("outage"));
    worker.deliver(List.of(record(0, null, "{}")));
    worker.awaitCommitted(P0, 1, PATIENCE);
    server.pause();
    try {
      worker.deliver(List.of(record(1, null, "{}")));
      assertThat(worker.committed()).containsEntry(P0, 1L);
    } finally {
      server.resume();
    }
    worker.awaitCommitted(P0, 2, PATIENCE);
    assertThat(count("outage")).isEqualTo(2);
    assertThat(worker.context().reported()).isEmpty();
  }

  private static JsonNode call(String method, String path, String body) {
    return ClusterCall.call(server.url(), method, path, body);
  }

  private static long count(String index) {
    call("POST", "/" + index + "/_refresh", "");
    return call("GET", "/" + index + "/_count", "").path("count").asLong();
  }

  private static Map<String, String> config(String index) {
    Map<String, String> config = new HashMap<>();
    config.put("elasticsearch.urls", server.url().toString());
    config.put("elasticsearch.index", index);
    config.put("elasticsearch.batch.linger.ms", "10");
    config.put("elasticsearch.retry.backoff.max.ms", "1000");
    return config;
  }

  private SinkTaskDriver start(Map<String, String> config) {
    SinkTaskDriver driver =
        new SinkTaskDriver(new ElasticsearchSinkTask(), RecordingSinkContext.reporting(config));
    started.add(driver);
    driver.start();
    driver.assign(P0);
    return driver;
  }

  private static SinkRecord struct(long offset, String field, Schema type, Object value) {
    Schema schema = SchemaBuilder.struct().field(field, type).build();
    return new SinkRecord(
        "events",
        0,
        null,
        null,
        schema,
        new Struct(schema).put(field, value),
        offset,
        5_000L,
        TimestampType.CREATE_TIME);
  }

  private static SinkRecord record(long offset, @Nullable String key, @Nullable Object value) {
    return new SinkRecord(
        "events", 0, null, key, null, value, offset, 5_000L, TimestampType.CREATE_TIME);
  }
}
