package io.acequia.elasticsearch.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.local.process.Await;
import io.acequia.testkit.SinkInWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged plugin in a real worker, between a real broker and a real Elasticsearch. */
class SinkInWorkerIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static SinkInWorker sink;

  @BeforeAll
  static void start() throws Exception {
    sink = SinkInWorker.start();
  }

  @AfterAll
  static void stop() {
    if (sink != null) {
      sink.close();
    }
  }

  @Test
  void renamedTopicAdvancesItsOffsetsAndOnePoisonRecordIsAloneInTheDeadLetterQueue()
      throws Exception {
    sink.topic("raw.poisoned", 1);
    sink.produce("raw.poisoned", 0, 5_000, i -> i == 3_210 ? "{\"id\": " + i + ",,}" : json(i));
    Map<String, String> config = config("raw.poisoned");
    SinkInWorker.renameTopics(config);
    sink.deadLetterQueue("dlq-poisoned", config);
    sink.deploy("poisoned", config);
    awaitDocuments("poisoned", 4_999);
    sink.awaitCommitted("poisoned", "raw.poisoned", 0, 5_000);
    assertThat(sink.records("dlq-poisoned")).isEqualTo(1);
    sink.remove("poisoned");
  }

  @Test
  void tailThatNeverReachesTheSinkLeavesNoLag() throws Exception {
    sink.topic("tail", 1);
    sink.produce("tail", 0, 120, i -> i < 100 ? json(i) : "no JSON");
    Map<String, String> config = config("tail");
    config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    config.put("value.converter.schemas.enable", "false");
    sink.deadLetterQueue("dlq-tail", config);
    sink.deploy("tail", config);
    awaitDocuments("tail", 100);
    sink.awaitCommitted("tail", "tail", 0, 120);
    assertThat(sink.records("dlq-tail")).isEqualTo(20);
    sink.remove("tail");
  }

  @Test
  void outageDelaysAndLosesNothingAndReportsNothing() throws Exception {
    sink.topic("outage", 2);
    Map<String, String> config = config("outage");
    config.put("errors.retry.timeout", "100");
    sink.deadLetterQueue("dlq-outage", config);
    sink.deploy("outage", config);
    sink.produce("outage", 0, 1_000, SinkInWorkerIT::json);
    awaitDocuments("outage", 1_000);
    SharedElasticsearch.server().stop();
    sink.produce("outage", 1_000, 20_000, SinkInWorkerIT::json);
    // Longer than errors.retry.timeout: a sink that lets Connect retry would report by now.
    sink.awaitLog("records (attempt 6)");
    assertThat(sink.states("outage")).containsOnly("RUNNING");
    SharedElasticsearch.server().start();
    awaitDocuments("outage", 20_000);
    assertThat(sink.records("dlq-outage")).isZero();
    sink.remove("outage");
  }

  @Test
  void killedWorkerNeitherLosesNorRepeatsDocuments() throws Exception {
    Map<String, String> config = config("killed");
    config.put("elasticsearch.batch.records", "500");
    long total =
        sink.killInMidWrite(
            "killed", config, SinkInWorkerIT::json, () -> SharedElasticsearch.count("killed"));
    awaitDocuments("killed", total);
    assertThat(sumOfIds("killed")).isEqualTo(total * (total - 1) / 2);
    sink.remove("killed");
  }

  @Test
  void operatorsPatchOffsetsByRest() throws Exception {
    sink.topic("patched", 1);
    sink.produce("patched", 0, 100, SinkInWorkerIT::json);
    Map<String, String> config = config("patched");
    // Ids that the cluster makes up show what was read again.
    config.put("elasticsearch.id.mode", "none");
    sink.deploy("patched", config);
    awaitDocuments("patched", 100);
    sink.awaitCommitted("patched", "patched", 0, 100);
    sink.patchOffset("patched", "patched", 90);
    awaitDocuments("patched", 110);
    sink.remove("patched");
  }

  /**
   * A node here creates a few indices a second: it gets as many as it takes in a short time, and
   * what only answers like one gets the thousand.
   */
  @Test
  void thousandIndicesFitIntoTheHeap() throws Exception {
    sink.topic("wide", 1);
    sink.produce("wide", 0, 40_000, i -> wide(i, 1_000));
    try (ScriptedCluster cluster = new ScriptedCluster().withoutIndices()) {
      Map<String, String> config = config("wide");
      config.put("elasticsearch.urls", cluster.url());
      config.put("elasticsearch.index", "wide-${field:part}");
      sink.deploy("wide", config);
      sink.awaitCommitted("wide", "wide", 0, 40_000);
      sink.remove("wide");
      assertThat(cluster.created()).hasSize(1_000);
      Map<String, Long> documents =
          cluster.requests().stream()
              .flatMap(request -> request.lines().stream())
              .filter(line -> line.startsWith("{\"index\":"))
              .map(line -> line.replaceFirst(".*\"_index\":\"([^\"]*)\".*", "$1"))
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      assertThat(documents).hasSize(1_000);
      assertThat(documents.values()).containsOnly(40L);
    }
    assertThat(sink.log()).doesNotContain("OutOfMemoryError");
  }

  @Test
  void everyIndexOfManyHasItsDocuments() throws Exception {
    int indices = 60;
    sink.topic("some", 1);
    sink.produce("some", 0, 20 * indices, i -> wide(i, indices));
    Map<String, String> config = config("some");
    config.put("elasticsearch.index", "some-${field:part}");
    sink.deploy("some", config);
    sink.awaitCommitted("some", "some", 0, 20L * indices);
    for (int index = 0; index < indices; index++) {
      assertThat(SharedElasticsearch.count("some-" + index)).isEqualTo(20);
    }
    sink.remove("some");
  }

  private static String wide(long i, int parts) {
    return "{\"id\":%d,\"part\":%d,\"text\":\"%s\"}"
        .formatted(i, i * 7_919 % parts, "x".repeat(500));
  }

  @Test
  void partitionsThatMoveInMidWriteLoseAndRepeatNothing() throws Exception {
    Map<String, String> config = config("moved");
    // Whenever a partition is taken away, some of its records wait for the next request.
    config.put("elasticsearch.batch.linger.ms", "500");
    long total =
        sink.moveInMidWrite(
            "moved", config, SinkInWorkerIT::json, () -> SharedElasticsearch.count("moved"));
    // One document for each offset, by its id.
    assertThat(SharedElasticsearch.count("moved")).isEqualTo(total);
    assertThat(sumOfIds("moved")).isEqualTo(total * (total - 1) / 2);
    sink.remove("moved");
  }

  @Test
  void newFieldsOfTwoTasksAtOnceMeetNoConflict() throws Exception {
    sink.topic("evolving", 2);
    Map<String, String> config = config("evolving");
    SinkInWorker.readSchemasInTwoTasks(config);
    // So that both tasks come to each new field at about the same time.
    config.put("consumer.override.max.poll.records", "25");
    sink.deadLetterQueue("dlq-evolving", config);
    sink.deploy("evolving", config);
    sink.awaitAPartitionEach("evolving", 2);
    sink.produceInTurn("evolving", 2, 2_000, SinkInWorkerIT::evolving);
    awaitDocuments("evolving", 2_000);
    JsonNode fields =
        SharedElasticsearch.get("/evolving/_mapping").at("/evolving/mappings/properties");
    for (int field = 0; field < 20; field++) {
      // Without the schema a text that looks like a date, or a double without fraction, is neither.
      assertThat(fields.path("f" + field).path("type").asText())
          .as("f" + field)
          .isEqualTo(List.of("long", "double", "boolean", "text", "date").get(field % 5));
    }
    assertThat(sink.log()).doesNotContain("do not all fit 'evolving'");
    assertThat(sink.records("dlq-evolving")).isZero();
    sink.remove("evolving");
  }

  /** A record with its schema, which gets a field more every hundred records. */
  private static String evolving(long i) {
    List<String> types =
        List.of(
            "\"int64\"",
            "\"double\"",
            "\"boolean\"",
            "\"string\"",
            "\"int64\",\"name\":\"org.apache.kafka.connect.data.Timestamp\"");
    List<String> values = List.of("7", "7", "true", "\"2001-01-01\"", "978307200000");
    StringBuilder fields = new StringBuilder("{\"field\":\"id\",\"type\":\"int64\"}");
    int newest = (int) (i / 100);
    for (int field = 0; field <= newest; field++) {
      fields
          .append(",{\"field\":\"f%d\",\"optional\":true,\"type\":".formatted(field))
          .append(types.get(field % 5))
          .append('}');
    }
    return "{\"schema\":{\"type\":\"struct\",\"name\":\"flight\",\"fields\":[%s]},\"payload\":{\"id\":%d,\"f%d\":%s}}"
        .formatted(fields, i, newest, values.get(newest % 5));
  }

  private static Map<String, String> config(String topic) {
    Map<String, String> config =
        SinkInWorker.config(
            ElasticsearchSinkConnector.class, topic, SharedElasticsearch.config(topic));
    config.put("elasticsearch.index.settings", "{\"number_of_replicas\": 0}");
    return config;
  }

  private static long sumOfIds(String index) {
    return SharedElasticsearch.call(
            "POST",
            "/" + index + "/_search?size=0",
            "{\"aggs\":{\"sum\":{\"sum\":{\"field\":\"id\"}}}}")
        .at("/aggregations/sum/value")
        .asLong();
  }

  private static String json(long i) {
    return "{\"id\":" + i + ",\"origin\":\"DTW\",\"delay\":" + i % 60 + "}";
  }

  private static void awaitDocuments(String index, long count) {
    Await.until(
        count + " documents in " + index,
        PATIENCE,
        () -> SharedElasticsearch.count(index) >= count);
    assertThat(SharedElasticsearch.count(index)).isEqualTo(count);
  }
}
