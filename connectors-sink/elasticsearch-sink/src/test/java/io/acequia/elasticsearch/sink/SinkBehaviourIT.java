package io.acequia.elasticsearch.sink;

import static io.acequia.elasticsearch.sink.EventTasks.P0;
import static io.acequia.elasticsearch.sink.EventTasks.P1;
import static io.acequia.elasticsearch.sink.EventTasks.PATIENCE;
import static io.acequia.elasticsearch.sink.EventTasks.keyed;
import static io.acequia.elasticsearch.sink.EventTasks.record;
import static io.acequia.elasticsearch.sink.EventTasks.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.local.process.Await;
import io.acequia.testkit.SinkTaskDriver;
import io.acequia.testkit.TaskMetricValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What tasks do to indices of a real Elasticsearch. */
class SinkBehaviourIT {
  private final EventTasks tasks = new EventTasks();
  private final String index;

  SinkBehaviourIT(TestInfo test) {
    index = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
  }

  @AfterEach
  void stop() {
    tasks.close();
  }

  @Test
  void lastChangeOfAKeyWinsWithinABatch() {
    SinkTaskDriver worker = tasks.start(byKey("elasticsearch.delete.enabled", "true"), P0);
    worker.deliver(
        List.of(
            keyed(0, "a", "{\"v\":1}"),
            keyed(1, "a", null),
            keyed(2, "a", "{\"v\":2}"),
            keyed(3, "b", "{\"v\":3}"),
            keyed(4, "b", null),
            keyed(5, "c", "{\"v\":5}"),
            keyed(6, "c", "{\"v\":6}")));
    worker.awaitCommitted(P0, 7, PATIENCE);
    assertThat(value("a")).isEqualTo(2);
    assertThat(document("b").isMissingNode()).isTrue();
    assertThat(value("c")).isEqualTo(6);
    assertThat(worker.context().reported()).isEmpty();
  }

  @Test
  void redeliveryChangesNothing() {
    Map<String, String> config = byKey("elasticsearch.delete.enabled", "true");
    List<SinkRecord> records = List.of(keyed(0, "a", "{\"v\":1}"), keyed(1, "a", "{\"v\":2}"));
    SinkTaskDriver first = tasks.start(config, P0);
    first.deliver(records);
    first.awaitCommitted(P0, 2, PATIENCE);
    JsonNode before = SharedElasticsearch.get("/" + index + "/_doc/a");
    // As after a crash between the write and the commit; a late part of it alone would be worse.
    SinkTaskDriver second = tasks.start(config, P0);
    second.deliver(records.subList(0, 1));
    second.awaitCommitted(P0, 1, PATIENCE);
    assertThat(SharedElasticsearch.get("/" + index + "/_doc/a")).isEqualTo(before);
    assertThat(before.path("_version").asLong()).isEqualTo(1);
    assertThat(second.context().reported()).isEmpty();
  }

  @Test
  void createKeepsTheFirst() {
    Map<String, String> config = byKey("elasticsearch.write.mode", "create");
    SinkTaskDriver worker = tasks.start(config, P0);
    worker.deliver(List.of(keyed(0, "a", "{\"v\":1}"), keyed(1, "a", "{\"v\":2}")));
    worker.awaitCommitted(P0, 2, PATIENCE);
    assertThat(value("a")).isEqualTo(1);
    assertThat(worker.context().reported()).isEmpty();
  }

  @Test
  void updateMergesAndUpsertAddsWhatIsMissing() {
    SinkTaskDriver upsert = tasks.start(byKey("elasticsearch.write.mode", "upsert"), P0);
    upsert.deliver(List.of(keyed(0, "a", "{\"v\":1,\"w\":1}"), keyed(1, "a", Map.of("v", 2L))));
    upsert.awaitCommitted(P0, 2, PATIENCE);
    assertThat(document("a").toString()).isEqualTo("{\"v\":2,\"w\":1}");
    SinkTaskDriver update = tasks.start(byKey("elasticsearch.write.mode", "update"), P0);
    update.deliver(List.of(keyed(2, "a", "{\"w\":3}"), keyed(3, "absent", "{\"w\":3}")));
    update.awaitCommitted(P0, 4, PATIENCE);
    assertThat(document("a").toString()).isEqualTo("{\"v\":2,\"w\":3}");
    assertThat(update.context().reported())
        .singleElement()
        .satisfies(r -> assertThat(r.record().kafkaOffset()).isEqualTo(3))
        .satisfies(r -> assertThat(r.error()).hasMessageContaining("document_missing_exception"));
  }

  @Test
  void mappingConflictIsReportedAloneAndTellsNothingOfTheRecord() {
    SharedElasticsearch.call(
        "PUT", "/" + index, "{\"mappings\":{\"properties\":{\"v\":{\"type\":\"long\"}}}}");
    SinkTaskDriver worker = tasks.start(config(), P0);
    List<SinkRecord> records = new ArrayList<>();
    for (long i = 0; i < 5_000; i++) {
      records.add(record(i, i == 3_777 ? "{\"v\":\"s3cret\"}" : "{\"v\":" + i + "}"));
    }
    worker.deliver(records);
    worker.awaitCommitted(P0, 5_000, PATIENCE);
    assertThat(SharedElasticsearch.count(index)).isEqualTo(4_999);
    assertThat(worker.context().reported())
        .singleElement()
        .satisfies(r -> assertThat(r.record().kafkaOffset()).isEqualTo(3_777))
        .satisfies(
            r ->
                assertThat(r.error())
                    .hasMessageContaining("failed to parse field [v] of type [long]")
                    .hasMessageNotContaining("s3cret"));
  }

  @Test
  void brokenJsonIsReportedAloneAndItsNeighboursAreWritten() {
    SinkTaskDriver worker = tasks.start(config(), P0);
    worker.deliver(
        List.of(
            record(0, "{\"v\":0}"),
            record(1, "{\"v\":1,,}"),
            record(2, "no object"),
            record(3, "{\n \"v\": 3\n}\n"),
            record(4, 4L)));
    worker.awaitCommitted(P0, 5, PATIENCE);
    assertThat(SharedElasticsearch.count(index)).isEqualTo(2);
    assertThat(worker.context().reported())
        .extracting(r -> r.record().kafkaOffset())
        .containsExactlyInAnyOrder(1L, 2L, 4L);
  }

  @Test
  void missingIndexFailsTheTaskAndIsNoRecordsFault() {
    Map<String, String> config = config();
    config.put("elasticsearch.auto.create.enabled", "false");
    SinkTaskDriver worker = tasks.start(config, P0);
    assertThatThrownBy(
            () -> {
              worker.deliver(List.of(record(0, "{}")));
              worker.awaitCommitted(P0, 1, PATIENCE);
            })
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("elasticsearch.auto.create.enabled");
    assertThat(worker.context().reported()).isEmpty();
  }

  @Test
  void indexThatVanishesIsCreatedAnewWithItsMapping() {
    Map<String, String> config = config();
    config.put("elasticsearch.index.mappings", "{\"properties\":{\"v\":{\"type\":\"keyword\"}}}");
    SinkTaskDriver worker = tasks.start(config, P0);
    worker.deliver(List.of(record(0, "{\"v\":0}")));
    worker.awaitCommitted(P0, 1, PATIENCE);
    SharedElasticsearch.call("PUT", "/_cluster/settings", autoCreate("\"false\""));
    try {
      SharedElasticsearch.call("DELETE", "/" + index, "");
      worker.deliver(List.of(record(1, "{\"v\":1}")));
      worker.awaitCommitted(P0, 2, PATIENCE);
    } finally {
      SharedElasticsearch.call("PUT", "/_cluster/settings", autoCreate("null"));
    }
    assertThat(type("v")).isEqualTo("keyword");
    assertThat(worker.context().reported()).isEmpty();
  }

  private static String autoCreate(String value) {
    return "{\"persistent\":{\"action.auto_create_index\":" + value + "}}";
  }

  @Test
  void schemasMapFieldsAndTwoTasksMayEvolveThemAtOnce() {
    Schema one =
        SchemaBuilder.struct()
            .field("n", Schema.INT32_SCHEMA)
            .field("at", Timestamp.SCHEMA)
            .field("text", Schema.STRING_SCHEMA)
            .build();
    Schema two =
        SchemaBuilder.struct()
            .field("n", Schema.INT32_SCHEMA)
            .field("more", Schema.FLOAT32_SCHEMA)
            .build();
    Schema three =
        SchemaBuilder.struct()
            .field("n", Schema.INT32_SCHEMA)
            .field("other", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .build();
    SinkTaskDriver first = tasks.start(config(), P0);
    SinkTaskDriver second = tasks.start(config(), P1);
    Struct typed =
        new Struct(one).put("n", 1).put("at", new java.util.Date(0)).put("text", "2001-01-01");
    first.deliver(List.of(struct(P0, 0, typed)));
    second.deliver(List.of(struct(P1, 0, new Struct(three).put("n", 2).put("other", true))));
    first.awaitCommitted(P0, 1, PATIENCE);
    first.deliver(List.of(struct(P0, 1, new Struct(two).put("n", 3).put("more", 1.5f))));
    first.awaitCommitted(P0, 2, PATIENCE);
    second.awaitCommitted(P1, 1, PATIENCE);
    assertThat(SharedElasticsearch.count(index)).isEqualTo(3);
    assertThat(List.of(type("n"), type("at"), type("text"), type("more"), type("other")))
        // Without the schema, text that looks like a date would have become one.
        .containsExactly("integer", "date", "text", "float", "boolean");
  }

  @Test
  void schemaThatContradictsTheMappingSpoilsOnlyWhatDoesNotFit() {
    SharedElasticsearch.call(
        "PUT", "/" + index, "{\"mappings\":{\"properties\":{\"v\":{\"type\":\"long\"}}}}");
    Schema text = SchemaBuilder.struct().field("v", Schema.STRING_SCHEMA).build();
    SinkTaskDriver worker = tasks.start(config(), P0);
    worker.deliver(
        List.of(
            struct(P0, 0, new Struct(text).put("v", "12")),
            struct(P0, 1, new Struct(text).put("v", "twelve"))));
    worker.awaitCommitted(P0, 2, PATIENCE);
    assertThat(SharedElasticsearch.count(index)).isEqualTo(1);
    assertThat(worker.context().reported())
        .singleElement()
        .satisfies(r -> assertThat(r.record().kafkaOffset()).isEqualTo(1));
  }

  @Test
  void namesFollowTheRecordsTime() {
    Map<String, String> config = config();
    config.put("elasticsearch.index", index + "-${timestamp:yyyy.MM}");
    config.put("elasticsearch.timestamp.field", "at");
    SinkTaskDriver worker = tasks.start(config, P0);
    worker.deliver(
        List.of(
            record(0, "{\"at\":\"2001-01-31T23:59:59Z\"}"),
            record(1, "{\"at\":\"2001-02-01\"}"),
            record(2, "{\"at\":\"soon\"}")));
    worker.awaitCommitted(P0, 3, PATIENCE);
    assertThat(SharedElasticsearch.count(index + "-2001.01")).isEqualTo(1);
    assertThat(SharedElasticsearch.count(index + "-2001.02")).isEqualTo(1);
    assertThat(worker.context().reported())
        .singleElement()
        .satisfies(r -> assertThat(r.error()).hasMessageContaining("'at'"));
  }

  @Test
  void aliasGetsAFirstIndexBehindIt() {
    Map<String, String> config = config();
    config.put("elasticsearch.target", "alias");
    config.put("elasticsearch.index.settings", "{\"number_of_shards\": 2}");
    SinkTaskDriver worker = tasks.start(config, P0);
    worker.deliver(List.of(record(0, "{}")));
    worker.awaitCommitted(P0, 1, PATIENCE);
    JsonNode behind = SharedElasticsearch.get("/" + index).path(index + "-000001");
    assertThat(behind.path("aliases").path(index).path("is_write_index").asBoolean()).isTrue();
    assertThat(behind.path("settings").path("index").path("number_of_shards").asInt()).isEqualTo(2);
  }

  @Test
  void fullDiskDelaysAndReportsNothing() {
    SharedElasticsearch.call("PUT", "/" + index, "{}");
    block("true");
    SinkTaskDriver worker = tasks.start(config(), P0);
    double before = TaskMetricValues.sum("retries-total");
    worker.deliver(List.of(record(0, "{}")));
    Await.until(
        "several attempts to fail",
        PATIENCE,
        () -> {
          worker.round();
          return TaskMetricValues.sum("retries-total") >= before + 3;
        });
    assertThat(worker.committed()).doesNotContainEntry(P0, 1L);
    block("null");
    worker.awaitCommitted(P0, 1, PATIENCE);
    assertThat(worker.context().reported()).isEmpty();
  }

  /** What a node does to its indices when its disk is nearly full. */
  private void block(String value) {
    SharedElasticsearch.call(
        "PUT",
        "/" + index + "/_settings",
        "{\"index.blocks.read_only_allow_delete\":" + value + "}");
  }

  @Test
  void missingIngestPipelineFailsTheTaskAndIsNoRecordsFault() {
    Map<String, String> config = config();
    config.put("elasticsearch.pipeline", "absent");
    SinkTaskDriver worker = tasks.start(config, P0);
    assertThatThrownBy(
            () -> {
              worker.deliver(List.of(record(0, "{}")));
              worker.awaitCommitted(P0, 1, PATIENCE);
            })
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("pipeline with id [absent] does not exist");
    assertThat(worker.context().reported()).isEmpty();
  }

  @Test
  void nodesAreFoundByAsking() {
    Map<String, String> config = config();
    config.put("elasticsearch.sniff.interval.ms", "10");
    SinkTaskDriver worker = tasks.start(config, P0);
    for (long i = 0; i < 20; i++) {
      worker.deliver(List.of(record(i, "{}")));
    }
    worker.awaitCommitted(P0, 20, PATIENCE);
    assertThat(SharedElasticsearch.count(index)).isEqualTo(20);
  }

  private JsonNode document(String id) {
    return SharedElasticsearch.document(index, id);
  }

  private long value(String id) {
    return document(id).path("v").asLong();
  }

  private String type(String field) {
    return SharedElasticsearch.get("/" + index + "/_mapping")
        .path(index)
        .path("mappings")
        .path("properties")
        .path(field)
        .path("type")
        .asText();
  }

  private Map<String, String> config() {
    Map<String, String> config = SharedElasticsearch.config(index);
    config.put("elasticsearch.index", index);
    return config;
  }

  private Map<String, String> byKey(String key, String value) {
    Map<String, String> config = config();
    config.put("elasticsearch.id.mode", "record-key");
    config.put(key, value);
    return config;
  }
}
