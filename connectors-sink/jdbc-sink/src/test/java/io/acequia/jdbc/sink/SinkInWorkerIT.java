package io.acequia.jdbc.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.local.process.Await;
import io.acequia.testkit.SinkInWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged plugin in a real worker, between a real broker and a real PostgreSQL. */
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
    Map<String, String> config = config("raw.poisoned", "exactly-once");
    SinkInWorker.renameTopics(config);
    sink.deadLetterQueue("dlq-poisoned", config);
    sink.deploy("poisoned", config);
    awaitRows("poisoned", 4_999);
    sink.awaitCommitted("poisoned", "raw.poisoned", 0, 5_000);
    assertThat(sink.records("dlq-poisoned")).isEqualTo(1);
    sink.remove("poisoned");
  }

  @Test
  void tailThatNeverReachesTheSinkLeavesNoLag() throws Exception {
    sink.topic("tail", 1);
    sink.produce("tail", 0, 120, i -> i < 100 ? json(i) : "no JSON");
    Map<String, String> config = config("tail", "exactly-once");
    config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    config.put("value.converter.schemas.enable", "false");
    sink.deadLetterQueue("dlq-tail", config);
    sink.deploy("tail", config);
    awaitRows("tail", 100);
    sink.awaitCommitted("tail", "tail", 0, 120);
    assertThat(sink.records("dlq-tail")).isEqualTo(20);
    sink.remove("tail");
  }

  @Test
  void outageDelaysAndLosesNothingAndReportsNothing() throws Exception {
    sink.topic("outage", 2);
    Map<String, String> config = config("outage", "at-least-once");
    config.put("postgres.pk.mode", "record_value");
    config.put("postgres.pk.fields", "id");
    config.put("postgres.insert.mode", "upsert");
    config.put("postgres.retry.backoff.max.ms", "1000");
    config.put("errors.retry.timeout", "100");
    sink.deadLetterQueue("dlq-outage", config);
    sink.deploy("outage", config);
    sink.produce("outage", 0, 1_000, SinkInWorkerIT::json);
    awaitRows("outage", 1_000);
    SharedPostgres.server().stop();
    sink.produce("outage", 1_000, 40_000, SinkInWorkerIT::json);
    // Longer than errors.retry.timeout: a sink that lets Connect retry would report by now.
    sink.awaitLog("PostgreSQL failed (attempt 5,");
    assertThat(sink.states("outage")).containsOnly("RUNNING");
    SharedPostgres.server().start();
    awaitRows("outage", 40_000);
    assertThat(sink.records("dlq-outage")).isZero();
    sink.remove("outage");
  }

  @Test
  void killedWorkerNeitherLosesNorRepeatsRows() throws Exception {
    Map<String, String> config = config("killed", "exactly-once");
    config.put("postgres.batch.records", "500");
    long total = sink.killInMidWrite("killed", config, SinkInWorkerIT::json, () -> rows("killed"));
    awaitRows("killed", total);
    assertEachOnce("killed", total);
    sink.remove("killed");
  }

  @Test
  void thousandTablesFitIntoTheHeap() throws Exception {
    int tables = 1_000;
    int rows = 40;
    List<String> names = IntStream.range(0, tables).mapToObj(i -> "wide_" + i).toList();
    sink.topics(names);
    sink.produceInTurn(names, tables * rows, SinkInWorkerIT::wide);
    Map<String, String> config = config("wide", "exactly-once");
    config.remove("topics");
    config.put("topics.regex", "wide_\\d+");
    sink.deploy("wide", config);
    Await.until(
        "all offsets to be committed",
        PATIENCE,
        () -> sink.committed("wide") == (long) tables * rows);
    String each =
        names.stream()
            .map(name -> "SELECT count(*) AS n, count(DISTINCT id) AS ids FROM " + name)
            .collect(Collectors.joining(" UNION ALL "));
    assertThat(
            SharedPostgres.query(
                "SELECT count(*), min(n), max(n), min(ids) FROM (" + each + ") AS counts"))
        .containsExactly(List.of("" + tables, "" + rows, "" + rows, "" + rows));
    assertThat(sink.log()).doesNotContain("OutOfMemoryError");
    sink.remove("wide");
  }

  private static String wide(long i) {
    return "{\"id\":%d,\"text\":\"%s\"}".formatted(i, "x".repeat(500));
  }

  @Test
  void partitionsThatMoveInMidWriteLoseAndRepeatNothing() throws Exception {
    Map<String, String> config = config("moved", "exactly-once");
    // Whenever a partition is taken away, some of its records wait for the next batch.
    config.put("postgres.batch.linger.ms", "500");
    long total = sink.moveInMidWrite("moved", config, SinkInWorkerIT::json, () -> rows("moved"));
    assertEachOnce("moved", total);
    sink.remove("moved");
  }

  @Test
  void operatorsPatchOffsetsByRest() throws Exception {
    sink.topic("patched", 1);
    sink.produce("patched", 0, 100, SinkInWorkerIT::json);
    sink.deploy("patched", config("patched", "exactly-once"));
    awaitRows("patched", 100);
    sink.awaitCommitted("patched", "patched", 0, 100);
    sink.patchOffset("patched", "patched", 90);
    awaitRows("patched", 110);
    assertThat(
            SharedPostgres.query(
                    "SELECT min(id) FROM patched GROUP BY id HAVING count(*) > 1 ORDER BY 1")
                .get(0))
        .containsExactly("90");
    sink.remove("patched");
  }

  private static Map<String, String> config(String topic, String delivery) {
    Map<String, String> config =
        SinkInWorker.config(PostgresSinkConnector.class, topic, SharedPostgres.config(topic));
    config.put("postgres.auto.create", "true");
    config.put("postgres.delivery", delivery);
    return config;
  }

  private static String json(long i) {
    return "{\"id\":" + i + ",\"origin\":\"DTW\",\"delay\":" + i % 60 + "}";
  }

  private static long rows(String table) {
    boolean exists =
        SharedPostgres.query("SELECT to_regclass('" + table + "') IS NOT NULL")
            .get(0)
            .contains("t");
    return exists ? SharedPostgres.count(table) : 0;
  }

  private static void assertEachOnce(String table, long count) {
    assertThat(SharedPostgres.query("SELECT count(*), count(DISTINCT id), max(id) FROM " + table))
        .containsExactly(List.of("" + count, "" + count, "" + (count - 1)));
  }

  private static void awaitRows(String table, long count) {
    Await.until(count + " rows in " + table, PATIENCE, () -> rows(table) >= count);
    assertThat(rows(table)).isEqualTo(count);
  }
}
