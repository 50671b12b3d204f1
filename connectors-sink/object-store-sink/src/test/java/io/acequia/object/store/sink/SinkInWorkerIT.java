package io.acequia.object.store.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.local.process.Await;
import io.acequia.testkit.PythonPackages;
import io.acequia.testkit.SinkInWorker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged plugin in a real worker, between a real broker and a real server of S3. */
class SinkInWorkerIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String EVOLVED =
      """
      import duckdb, sys
      print(*duckdb.sql(f'''SELECT count(*), count(DISTINCT id), sum(id), count(more), sum(more)::BIGINT
        FROM read_parquet('{sys.argv[1]}/**/*.parquet', union_by_name=true)''').fetchone())
      """;

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
    Map<String, String> config = config("raw.poisoned", "poisoned");
    SinkInWorker.renameTopics(config);
    sink.deadLetterQueue("dlq-poisoned", config);
    sink.deploy("poisoned", config);
    awaitIds("poisoned", LongStream.range(0, 5_000).filter(i -> i != 3_210));
    sink.awaitCommitted("poisoned", "raw.poisoned", 0, 5_000);
    assertThat(sink.records("dlq-poisoned")).isEqualTo(1);
    assertThat(SharedObjects.keys("poisoned"))
        .allMatch(key -> key.startsWith("poisoned/poisoned/partition=0/raw.poisoned+0+"));
    sink.remove("poisoned");
  }

  @Test
  void tailThatNeverReachesTheSinkLeavesNoLag() throws Exception {
    sink.topic("tail", 1);
    sink.produce("tail", 0, 120, i -> i < 100 ? json(i) : "no JSON");
    Map<String, String> config = config("tail", "tail");
    config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    config.put("value.converter.schemas.enable", "false");
    sink.deadLetterQueue("dlq-tail", config);
    sink.deploy("tail", config);
    sink.awaitCommitted("tail", "tail", 0, 120);
    assertThat(SharedObjects.lines("tail")).hasSize(100);
    assertThat(sink.records("dlq-tail")).isEqualTo(20);
    sink.remove("tail");
  }

  @Test
  void outageDelaysAndLosesNothingAndReportsNothing() throws Exception {
    sink.topic("outage", 2);
    Map<String, String> config = config("outage", "outage");
    config.put("objects.retry.backoff.max.ms", "1000");
    config.put("errors.retry.timeout", "100");
    sink.deadLetterQueue("dlq-outage", config);
    sink.deploy("outage", config);
    sink.produce("outage", 0, 1_000, SinkInWorkerIT::json);
    awaitIds("outage", LongStream.range(0, 1_000));
    SharedObjects.server().stop();
    sink.produce("outage", 1_000, 40_000, SinkInWorkerIT::json);
    // Longer than errors.retry.timeout: a sink that lets Connect retry would report by now.
    sink.awaitLog("The store failed (attempt 6)");
    assertThat(sink.states("outage")).containsOnly("RUNNING");
    SharedObjects.server().start();
    awaitIds("outage", LongStream.range(0, 40_000));
    assertThat(sink.records("dlq-outage")).isZero();
    sink.remove("outage");
  }

  @Test
  void killedWorkerNeitherLosesNorRepeatsRecords() throws Exception {
    Map<String, String> config = config("killed", "killed");
    config.put("objects.rotate.records", "700");
    config.put("objects.path", "mod=${value.mod}");
    long total =
        sink.killInMidWrite("killed", config, SinkInWorkerIT::json, () -> sink.committed("killed"));
    awaitIds("killed", LongStream.range(0, total));
    Await.until("nothing unfinished", PATIENCE, () -> SharedObjects.unfinished("killed") == 0);
    sink.remove("killed");
  }

  @Test
  void thousandPathsFitIntoTheHeap() throws Exception {
    sink.topic("wide", 1);
    sink.produce("wide", 0, 60_000, i -> wide(i));
    Map<String, String> config = config("wide", "wide");
    config.put("objects.path", "part=${value.part}");
    config.put("objects.format", "parquet");
    config.put("objects.compression", "snappy");
    config.put("objects.rotate.interval.ms", "5000");
    // Less than half of the heap; an open file of Parquet takes a tenth of a mebibyte at least.
    config.put("objects.buffer.bytes", Integer.toString(224 << 20));
    sink.deploy("wide", config);
    sink.awaitCommitted("wide", "wide", 0, 60_000);
    assertThat(
            SharedObjects.keys("wide").stream()
                .map(key -> key.replaceAll("/[^/]*$", ""))
                .distinct())
        .hasSize(1_000);
    assertThat(sink.log()).doesNotContain("OutOfMemoryError");
    sink.remove("wide");
  }

  @Test
  void operatorsPatchOffsetsByRest() throws Exception {
    sink.topic("patched", 1);
    sink.produce("patched", 0, 100, SinkInWorkerIT::json);
    sink.deploy("patched", config("patched", "patched"));
    sink.awaitCommitted("patched", "patched", 0, 100);
    sink.patchOffset("patched", "patched", 90);
    Await.until("ten records again", PATIENCE, () -> SharedObjects.lines("patched").size() == 110);
    assertThat(SharedObjects.lines("patched").stream().distinct()).hasSize(100);
    sink.remove("patched");
  }

  @Test
  void partitionsThatMoveInMidWriteLoseAndRepeatNothing() throws Exception {
    Map<String, String> config = config("moved", "moved");
    // Whenever a partition is taken away, a file of it is open.
    config.put("objects.rotate.interval.ms", "1500");
    long total =
        sink.moveInMidWrite("moved", config, SinkInWorkerIT::json, () -> sink.committed("moved"));
    awaitIds("moved", LongStream.range(0, total));
    Await.until("nothing unfinished", PATIENCE, () -> SharedObjects.unfinished("moved") == 0);
    sink.remove("moved");
  }

  @Test
  void oldAndNewSchemasInTwoTasksAtOnceMakeFewFiles() throws Exception {
    sink.topic("evolving", 2);
    Map<String, String> config = config("evolving", "evolving");
    SinkInWorker.readSchemasInTwoTasks(config);
    sink.deadLetterQueue("dlq-evolving", config);
    config.put("objects.format", "parquet");
    config.put("objects.rotate.records", "2500");
    config.put("objects.rotate.interval.ms", "600000");
    sink.deploy("evolving", config);
    sink.awaitAPartitionEach("evolving", 2);
    // As while producers are replaced one by one: both schemas in both partitions, in turn. Only a
    // record before the first of the new schema has a file of its own; then old ones are written as
    // new ones, and four files are filled.
    int each = 1 + 4 * 2_500;
    sink.produceInTurn("evolving", 2, 2 * each, i -> evolving(i, isNew(i)));
    for (int partition = 0; partition < 2; partition++) {
      sink.awaitCommitted("evolving", "evolving", partition, each);
    }
    assertThat(SharedObjects.keys("evolving")).hasSize(2 * (1 + 4));
    for (String key : SharedObjects.keys("evolving")) {
      Path file = sink.folder().resolve(key);
      Files.createDirectories(file.getParent());
      Files.write(file, SharedObjects.bytes(key));
    }
    Path script = Files.writeString(sink.folder().resolve("evolving.py"), EVOLVED);
    assertThat(
            PythonPackages.in(Path.of("target", "duckdb"), WeekOfFlightsIT.DUCKDB)
                .run(script, sink.folder().resolve("evolving").toString()))
        .containsExactly(
            "%d %1$d %d %d %d"
                .formatted(
                    2 * each,
                    LongStream.range(0, 2 * each).sum(),
                    LongStream.range(0, 2 * each).filter(SinkInWorkerIT::isNew).count(),
                    LongStream.range(0, 2 * each).filter(SinkInWorkerIT::isNew).sum()));
    assertThat(sink.records("dlq-evolving")).isZero();
    sink.remove("evolving");
  }

  private static boolean isNew(long i) {
    return i / 2 % 2 == 1;
  }

  /** A record with its schema, the old one or the one with a field in the middle more. */
  private static String evolving(long i, boolean late) {
    String field = "{\"field\":\"more\",\"type\":\"double\",\"optional\":true},";
    return ("{\"schema\":{\"type\":\"struct\",\"name\":\"flight\",\"fields\":["
            + "{\"field\":\"id\",\"type\":\"int64\"},%s{\"field\":\"origin\",\"type\":\"string\"}]},"
            + "\"payload\":{\"id\":%d,%s\"origin\":\"DTW\"}}")
        .formatted(late ? field : "", i, late ? "\"more\":" + i + "," : "");
  }

  private static Map<String, String> config(String topic, String prefix) {
    Map<String, String> config =
        SinkInWorker.config(ObjectStoreSinkConnector.class, topic, SharedObjects.config(prefix));
    config.put("objects.rotate.interval.ms", "500");
    return config;
  }

  private static String json(long i) {
    return "{\"id\":" + i + ",\"mod\":" + i % 3 + ",\"origin\":\"DTW\"}";
  }

  private static String wide(long i) {
    return "{\"id\":"
        + i
        + ",\"part\":"
        + i * 7_919 % 1_000
        + ",\"text\":\""
        + "x".repeat(100)
        + "\"}";
  }

  /** Waits until these ids are there, and that each is there once. */
  private static void awaitIds(String prefix, LongStream ids) {
    long[] expected = ids.sorted().toArray();
    Await.until(
        expected.length + " records in " + prefix,
        PATIENCE,
        () -> SharedObjects.lines(prefix).size() >= expected.length);
    assertThat(
            SharedObjects.lines(prefix).stream()
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\{\"id\":(\\d+),.*", "$1")))
                .sorted()
                .toArray())
        .isEqualTo(expected);
  }
}
