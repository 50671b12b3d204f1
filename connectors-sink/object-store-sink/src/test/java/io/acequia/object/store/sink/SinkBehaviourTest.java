package io.acequia.object.store.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.local.process.Await;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.Upload;
import io.acequia.object.store.file.FileObjectStore;
import io.acequia.testkit.SinkTaskDriver;
import io.acequia.testkit.TaskMetricValues;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tasks do to a folder: names, paths, rotation, memory, and what others do beside them. */
class SinkBehaviourTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final TopicPartition P0 = new TopicPartition("flights", 0);
  private static final TopicPartition P1 = new TopicPartition("flights", 1);
  private static final String NEVER = "600000";

  @TempDir Path folder;

  private final List<SinkTaskDriver> started = new ArrayList<>();
  private FolderSink sink;

  @BeforeEach
  void create() {
    sink = new FolderSink(folder);
  }

  @AfterEach
  void stop() {
    started.forEach(SinkTaskDriver::stop);
  }

  @Test
  void filesEndAtTheirRecordsAndAreNamedByTheirFirst() {
    SinkTaskDriver worker = start(byRecords(10), P0);
    worker.deliver(numbers(0, 0, 25));
    worker.awaitCommitted(P0, 20, PATIENCE);
    assertThat(sink.keys())
        .containsExactly(
            "flights/partition=0/flights+0+00000000000000000000.jsonl",
            "flights/partition=0/flights+0+00000000000000000010.jsonl");
    assertThat(worker.committed()).containsEntry(P0, 20L);
    assertThat(sink.index("flights", 0)).contains("next=20\nclaimed=-1\n");
  }

  @Test
  void restartedTaskBeginsWhereTheIndexSaysWhateverKafkaSays() {
    SinkTaskDriver first = start(byRecords(10), P0);
    first.deliver(numbers(0, 0, 25));
    first.awaitCommitted(P0, 20, PATIENCE);
    SinkTaskDriver second = start(byRecords(10), P0);
    second.deliver(List.of());
    assertThat(second.context().offsets()).containsEntry(P0, 20L);
    second.deliver(numbers(0, 0, 40));
    second.deliver(numbers(0, 20, 40));
    second.awaitCommitted(P0, 40, PATIENCE);
    assertThat(sink.lines()).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void claimedEpochEndsWhereItWasClaimedAlthoughTheClockSaysOtherwise() throws Exception {
    claim(0, 7);
    Map<String, String> config = byRecords(5);
    SinkTaskDriver worker = start(config, P0);
    worker.deliver(numbers(0, 0, 20));
    worker.awaitCommitted(P0, 17, PATIENCE);
    assertThat(sink.keys())
        .extracting(key -> key.replaceAll(".*\\+0*(\\d+)\\.jsonl", "$1"))
        .containsExactly("0", "7", "12");
    assertThat(sink.lines()).hasSize(17).doesNotHaveDuplicates();
  }

  @Test
  void taskThatLostItsPartitionUnnoticedWritesNothingMore() {
    SinkTaskDriver zombie = start(byRecords(10), P0);
    zombie.deliver(numbers(0, 0, 12));
    zombie.awaitCommitted(P0, 10, PATIENCE);
    SinkTaskDriver owner = start(byRecords(4), P0);
    owner.deliver(numbers(0, 10, 18));
    owner.awaitCommitted(P0, 18, PATIENCE);
    zombie.deliver(numbers(0, 12, 25));
    Await.until(
        "the task to begin again where the other is",
        PATIENCE,
        () -> {
          zombie.round();
          return zombie.context().offsets().getOrDefault(P0, 0L) == 18;
        });
    assertThat(zombie.committed()).containsEntry(P0, 10L);
    assertThat(sink.lines()).hasSize(18).doesNotHaveDuplicates();
  }

  @Test
  void filesAreTheSameTwiceByNameWithoutAnIndex() throws Exception {
    Map<String, String> config = byRecords(10);
    config.put("objects.delivery", "exactly-once-by-name");
    config.put("objects.rotate.interval.ms", "0");
    SinkTaskDriver first = start(config, P0);
    first.deliver(numbers(0, 0, 35));
    first.awaitCommitted(P0, 30, PATIENCE);
    Path file = folder.resolve(sink.keys().get(1));
    var written = Files.getLastModifiedTime(file);
    SinkTaskDriver again = start(config, P0);
    again.deliver(numbers(0, 0, 45));
    again.awaitCommitted(P0, 40, PATIENCE);
    assertThat(sink.lines()).hasSize(40).doesNotHaveDuplicates();
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
    assertThat(sink.index("flights", 0)).isEmpty();
  }

  @Test
  void changedRotationByNameFailsInsteadOfLosingRecords() {
    Map<String, String> config = byRecords(10);
    config.put("objects.delivery", "exactly-once-by-name");
    config.put("objects.rotate.interval.ms", "0");
    SinkTaskDriver first = start(config, P0);
    first.deliver(numbers(0, 0, 10));
    first.awaitCommitted(P0, 10, PATIENCE);
    config.put("objects.rotate.records", "20");
    SinkTaskDriver second = start(config, P0);
    assertThatThrownBy(
            () -> {
              second.deliver(numbers(0, 0, 20));
              second.awaitCommitted(P0, 20, PATIENCE);
            })
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("is there with another content");
    assertThat(second.committed()).doesNotContainKey(P0);
  }

  @Test
  void atLeastOnceNeverReplacesWhatIsThere() {
    Map<String, String> config = byRecords(10);
    config.put("objects.delivery", "at-least-once");
    SinkTaskDriver first = start(config, P0);
    first.deliver(numbers(0, 0, 10));
    first.awaitCommitted(P0, 10, PATIENCE);
    SinkTaskDriver second = start(config, P0);
    second.deliver(numbers(0, 0, 10));
    second.awaitCommitted(P0, 10, PATIENCE);
    assertThat(sink.keys()).hasSize(2);
    assertThat(sink.lines()).hasSize(20);
  }

  @Test
  void recordsGoToThePathsOfTheirFieldsAndTimes() {
    Map<String, String> config =
        sink.config(
            "objects.path", "to=${value.to}/${time:'day='yyyy-MM-dd/'hour='HH}",
            "objects.time.field", "at",
            "objects.time.zone", "America/New_York");
    SinkTaskDriver worker = start(config, P0);
    worker.deliver(
        List.of(
            json(0, "{\"to\":\"DTW\",\"at\":\"2001-01-14T21:55:00Z\"}"),
            json(1, "{\"to\":\"../../etc\",\"at\":\"2001-01-14T22:05:00+01:00\"}"),
            json(2, "{\"at\":979509300000}"),
            json(3, "{\"to\":\"DTW\",\"at\":\"yesterday\"}"),
            json(4, "{\"to\":\"DTW\"}")));
    worker.awaitCommitted(P0, 5, PATIENCE);
    assertThat(sink.keys())
        .extracting(key -> key.substring(0, key.lastIndexOf('/')))
        .containsExactly(
            "to=%2E.%2F..%2Fetc/day=2001-01-14/hour=16",
            "to=DTW/day=2001-01-14/hour=16",
            "to=__HIVE_DEFAULT_PARTITION__/day=2001-01-14/hour=16");
    assertThat(worker.context().reported())
        .extracting(reported -> reported.record().kafkaOffset())
        .containsExactly(3L, 4L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"avro", "parquet", "jsonl"})
  void recordsInsideThemselvesAreReportedWhereTheFormatHasNoPlaceForThem(String format) {
    SchemaBuilder link = SchemaBuilder.struct().name("Link").optional();
    link.field("value", Schema.INT32_SCHEMA).field("next", link);
    Schema schema = link.build();
    Struct chain = new Struct(schema).put("value", 1).put("next", new Struct(link).put("value", 2));
    Map<String, String> config = byRecords(2);
    config.put("objects.format", format);
    SinkTaskDriver worker = start(config, P0);
    worker.deliver(
        List.of(
            struct(0, "text"),
            FolderSink.record("flights", 0, 1, schema, chain, 1),
            FolderSink.record("flights", 0, 2, schema, chain, 2),
            struct(3, "text")));
    worker.awaitCommitted(P0, 4, PATIENCE);
    if (format.equals("jsonl")) {
      assertThat(worker.context().reported()).isEmpty();
      assertThat(sink.lines()).contains("{\"value\":1,\"next\":{\"value\":2,\"next\":null}}");
    } else {
      assertThat(worker.context().reported())
          .extracting(reported -> reported.record().kafkaOffset())
          .containsExactly(1L, 2L);
      assertThat(worker.context().reported().get(0).error())
          .hasStackTraceContaining("field next has the record that it is in");
    }
  }

  @Test
  void severalTopicsShareAPathAndKeepTheirFiles() {
    TopicPartition other = new TopicPartition("trains", 0);
    SinkTaskDriver worker = start(sink.config("objects.path", "all"), P0, other);
    worker.deliver(
        List.of(
            FolderSink.record("flights", 0, 0, Map.of("a", 1L)),
            FolderSink.record("trains", 0, 0, Map.of("a", 2L))));
    worker.awaitCommitted(P0, 1, PATIENCE);
    worker.awaitCommitted(other, 1, PATIENCE);
    assertThat(sink.keys())
        .containsExactly(
            "all/flights+0+00000000000000000000.jsonl", "all/trains+0+00000000000000000000.jsonl");
  }

  @Test
  void alternatingSchemasHaveAFileEach() {
    Map<String, String> config = byRecords(1_000);
    config.put("objects.format", "avro");
    SinkTaskDriver worker = start(config, P0);
    List<SinkRecord> records = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      records.add(i % 2 == 0 ? struct(i, "number") : struct(i, "text"));
    }
    worker.deliver(records);
    // Both files are full at the 1,999th record.
    worker.awaitCommitted(P0, 1_999, PATIENCE);
    assertThat(sink.keys()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "avro", "csv"})
  void fieldsThatTheFirstRecordsDidNotHaveAreNoFault(String format) {
    Map<String, String> config = byRecords(2_000);
    config.put("objects.format", format);
    SinkTaskDriver worker = start(config, P0);
    List<SinkRecord> records = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      // From the first file's 1,001st record on each tenth has what none of the first had.
      String more = i > 1_000 && i % 10 == 0 ? ",\"late\":\"x\",\"in\":{\"y\":0.5}" : "";
      records.add(json(i, "{\"i\":" + i + ",\"z\":{\"z\":1}" + more + "}"));
    }
    worker.deliver(records);
    // The second file begins with the first such record, and is full 2,000 records later.
    worker.awaitCommitted(P0, 3_010, PATIENCE);
    assertThat(worker.context().reported()).isEmpty();
    assertThat(sink.keys()).hasSize(2);
  }

  @Test
  void valueOfAnotherTypeThanTheFirstRecordsHadIsReportedAlone() {
    Map<String, String> config = byRecords(3_000);
    config.put("objects.format", "parquet");
    SinkTaskDriver worker = start(config, P0);
    List<SinkRecord> records = new ArrayList<>();
    for (int i = 0; i < 3_001; i++) {
      records.add(json(i, "{\"i\":" + (i == 2_000 ? "\"poison\"" : i) + "}"));
    }
    worker.deliver(records);
    worker.awaitCommitted(P0, 3_001, PATIENCE);
    assertThat(sink.keys()).hasSize(1);
    assertThat(worker.context().reported())
        .singleElement()
        .satisfies(
            reported -> {
              assertThat(reported.record().kafkaOffset()).isEqualTo(2_000);
              assertThat(reported.error()).hasMessage("field i is a String, not int64");
            });
  }

  @Test
  void fractionsAfterWholeNumbersAreNoFault() {
    Map<String, String> config = byRecords(1_500);
    config.put("objects.format", "parquet");
    SinkTaskDriver worker = start(config, P0);
    List<SinkRecord> records = new ArrayList<>();
    for (int i = 0; i < 2_501; i++) {
      records.add(json(i, "{\"n\":" + (i < 1_000 ? "1" : i % 2 == 0 ? "2" : "2.5") + "}"));
    }
    worker.deliver(records);
    worker.awaitCommitted(P0, 2_501, PATIENCE);
    assertThat(worker.context().reported()).isEmpty();
    assertThat(sink.keys()).hasSize(2);
  }

  @Test
  void lateRecordsNeitherEndFilesNorStartTheirOwnTwice() {
    Map<String, String> config =
        sink.config(
            "objects.rotate.interval.ms", NEVER,
            "objects.rotate.event.ms", "7200000",
            "objects.path", "${time:'hour='HH}");
    SinkTaskDriver worker = start(config, P0);
    List<SinkRecord> records = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      // Six minutes on with each ten records; every third is an hour late.
      long time = 3_600_000L + i / 10 * 360_000L - (i % 3 == 0 ? 3_600_000L : 0);
      records.add(FolderSink.record("flights", 0, i, null, Map.of("i", (long) i), time));
    }
    worker.deliver(records);
    worker.awaitCommitted(P0, 800, PATIENCE);
    // Ten hours of records in epochs of two hours, each over at most four hours.
    assertThat(sink.keys().size()).isLessThanOrEqualTo(20);
    assertThat(sink.lines()).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(800);
  }

  @Test
  void lastRecordsOfAQuietTopicDoNotWaitForOthers() {
    SinkTaskDriver worker = start(sink.config("objects.rotate.interval.ms", "200"), P0, P1);
    worker.deliver(numbers(0, 0, 3));
    worker.awaitCommitted(P0, 3, PATIENCE);
    assertThat(sink.lines()).hasSize(3);
    assertThat(worker.context().timeout()).isBetween(1L, 1_000L);
  }

  @Test
  void openFilesAreCompletedBeforeAPartitionMovesIfAskedTo() {
    Map<String, String> config = byRecords(1_000);
    config.put("objects.rotate.on.close.enabled", "true");
    SinkTaskDriver worker = start(config, P0);
    worker.deliver(numbers(0, 0, 12));
    worker.revoke(P0);
    assertThat(sink.lines()).hasSize(12);
    SinkTaskDriver next = start(config, P0);
    next.deliver(List.of());
    assertThat(next.context().offsets()).containsEntry(P0, 12L);
  }

  @Test
  void whatACrashLeftUnfinishedIsAborted() throws Exception {
    try (ObjectStore store = new FileObjectStore(folder)) {
      Upload own = store.begin("flights/partition=0/flights+0+00000000000000000000.jsonl", "x");
      store.uploadPart(own, 1, ByteBuffer.wrap(new byte[100]));
      Upload others = store.begin("flights/partition=7/flights+7+00000000000000000000.jsonl", "x");
      start(byRecords(10), P0).deliver(List.of());
      assertThat(store.unfinished("")).singleElement().isEqualTo(List.of(others));
    }
  }

  @Test
  void tenThousandPathsFitIntoTheBudget() {
    Map<String, String> config =
        sink.config(
            "objects.path",
            "${value.path}",
            "objects.rotate.interval.ms",
            NEVER,
            "objects.buffer.bytes",
            Integer.toString(48 << 20));
    SinkTaskDriver worker = start(config, P0);
    String text = "x".repeat(500);
    int count = 30_000;
    for (int from = 0; from < count; from += 500) {
      List<SinkRecord> batch = new ArrayList<>();
      for (int i = from; i < from + 500; i++) {
        batch.add(
            FolderSink.record("flights", 0, i, Map.of("path", "p" + i % 10_000, "text", text)));
      }
      worker.deliver(batch);
      assertThat(TaskMetricValues.sum("buffered-bytes")).isLessThan(60 << 20);
      Await.until(
          "room in the buffers",
          PATIENCE,
          () -> {
            worker.round();
            return worker.context().paused().isEmpty();
          });
    }
    worker.awaitCommitted(P0, 10_000, PATIENCE);
    // Each of the first ten thousand records has a path of its own.
    assertThat(sink.keys().stream().map(key -> key.substring(0, key.indexOf('/'))).distinct())
        .hasSize(10_000);
    assertThat(worker.context().reported()).isEmpty();
  }

  @Test
  void keysAndCoordinatesAreInTheEnvelopeAndTombstonesToo() {
    SinkTaskDriver worker =
        start(sink.config("objects.envelope.enabled", "true", "objects.tombstones", "write"), P0);
    SinkRecord tombstone = FolderSink.record("flights", 0, 1, null);
    worker.deliver(List.of(FolderSink.record("flights", 0, 0, Map.of("a", 1L)), tombstone));
    worker.awaitCommitted(P0, 2, PATIENCE);
    assertThat(sink.lines())
        .containsExactly(
            "{\"topic\":\"flights\",\"partition\":0,\"offset\":0,\"timestamp\":0,\"key\":null,"
                + "\"value\":{\"a\":1}}",
            "{\"topic\":\"flights\",\"partition\":0,\"offset\":1,\"timestamp\":1,\"key\":null,"
                + "\"value\":null}");
  }

  @Test
  void changesOfOneKeyInABatchAreAllThereInTheirOrder() {
    SinkTaskDriver worker =
        start(sink.config("objects.envelope.enabled", "true", "objects.tombstones", "write"), P0);
    worker.deliver(
        List.of(change(0, "{\"v\":1}"), change(1, null), change(2, "{\"v\":2}"), change(3, null)));
    worker.awaitCommitted(P0, 4, PATIENCE);
    assertThat(sink.lines())
        .extracting(line -> line.replaceAll(".*\"key\":\"a\",\"value\":(.*)}", "$1"))
        .containsExactly("{\"v\":1}", "null", "{\"v\":2}", "null");
  }

  private static SinkRecord change(long offset, @Nullable String value) {
    return new SinkRecord(
        "flights", 0, null, "a", null, value, offset, 0L, TimestampType.CREATE_TIME);
  }

  @Test
  void operatorsMoveTheIndex() {
    Map<String, String> config = byRecords(10);
    SinkTaskDriver worker = start(config, P0);
    worker.deliver(numbers(0, 0, 10));
    worker.awaitCommitted(P0, 10, PATIENCE);
    assertThat(new ObjectStoreSinkConnector().alterOffsets(config, Map.of(P0, 4L))).isTrue();
    assertThat(sink.index("flights", 0)).contains("next=4\nclaimed=-1\n");
    SinkTaskDriver next = start(config, P0);
    next.deliver(numbers(0, 4, 14));
    next.awaitCommitted(P0, 14, PATIENCE);
    // Read again as asked: nothing is lost, although names of before come again.
    assertThat(sink.lines()).hasSize(20);
    assertThatThrownBy(() -> new ObjectStoreSinkConnector().alterOffsets(config, Map.of(P0, -1L)))
        .isInstanceOf(ConnectException.class);
  }

  private Map<String, String> byRecords(int records) {
    return sink.config(
        "objects.rotate.interval.ms", NEVER, "objects.rotate.records", Integer.toString(records));
  }

  private SinkTaskDriver start(Map<String, String> config, TopicPartition... partitions) {
    SinkTaskDriver driver = FolderSink.start(config);
    started.add(driver);
    driver.assign(partitions);
    return driver;
  }

  private void claim(long from, long end) throws Exception {
    Path file = folder.resolve("_acequia/folder/flights/0.properties");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "next=" + from + "\nclaimed=" + end + "\nwriter=crashed\n");
  }

  private static List<SinkRecord> numbers(int partition, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> FolderSink.record("flights", partition, i, Map.of("i", (long) i)))
        .toList();
  }

  private static SinkRecord json(long offset, String text) {
    return FolderSink.record("flights", 0, offset, text);
  }

  private static SinkRecord struct(long offset, String field) {
    boolean number = field.equals("number");
    Schema schema =
        SchemaBuilder.struct()
            .name(field)
            .field(field, number ? Schema.INT64_SCHEMA : Schema.STRING_SCHEMA)
            .build();
    Struct value = new Struct(schema).put(field, number ? (Object) offset : "t" + offset);
    return FolderSink.record("flights", 0, offset, schema, value, offset);
  }
}
