package io.acequia.object.store.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.StoredObject;
import io.acequia.object.store.file.FileObjectStore;
import io.acequia.testkit.SinkTaskDriver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Records with keys, as Debezium and key transforms make them: partitions are filled unevenly, the
 * hours in them are mixed, keys come again. Whatever the committed offsets have passed is in a
 * file, once.
 *
 * @see <a href="https://github.com/confluentinc/kafka-connect-storage-cloud/issues/846">Where
 *     records with keys were missing although the offset had passed them</a>
 */
class KeyedRecordsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PARTITIONS = 5;
  private static final int RECORDS = 3_000;
  private static final Pattern PLACE = Pattern.compile("\"partition\":(\\d+),\"offset\":(\\d+),");
  private static final long HOUR = 3_600_000;
  private static final Schema ROW_KEY =
      SchemaBuilder.struct().name("rows.Key").field("id", Schema.INT64_SCHEMA).build();

  /** What the keys are. */
  enum Keys {
    NONE(id -> SchemaAndValue.NULL),
    NUMBER(id -> new SchemaAndValue(Schema.INT32_SCHEMA, (int) id)),
    ROW(id -> new SchemaAndValue(ROW_KEY, new Struct(ROW_KEY).put("id", id)));

    private final LongFunction<SchemaAndValue> of;

    Keys(LongFunction<SchemaAndValue> of) {
      this.of = of;
    }
  }

  @TempDir Path folder;

  private final List<SinkTaskDriver> started = new ArrayList<>();
  private final long[] ends = new long[PARTITIONS];
  private final Random random = new Random(846);

  @AfterEach
  void stop() {
    started.forEach(SinkTaskDriver::stop);
  }

  private SinkTaskDriver start(int... partitions) {
    SinkTaskDriver driver =
        FolderSink.start(
            new FolderSink(folder)
                .config(
                    "objects.path", "hour=${time:yyyy-MM-dd-HH}",
                    "objects.compression", "gzip",
                    "objects.envelope.enabled", "true",
                    "objects.tombstones", "write",
                    "objects.rotate.records", "700"));
    started.add(driver);
    for (int partition : partitions) {
      driver.assign(new TopicPartition("rows", partition));
    }
    return driver;
  }

  /** Four of five in one partition; ids that come again; now and then a deletion. */
  private SinkRecord next(Keys keys, boolean typed, int... partitions) {
    int partition = partitions[random.nextInt(5) == 0 ? random.nextInt(partitions.length) : 0];
    long id = random.nextInt(40) * PARTITIONS + partition;
    SchemaAndValue key = keys.of.apply(id);
    boolean deleted = random.nextInt(20) == 0;
    Object value = deleted ? null : typed ? new Struct(ROW_KEY).put("id", id) : Map.of("id", id);
    return new SinkRecord(
        "rows",
        partition,
        key.schema(),
        key.value(),
        typed && !deleted ? ROW_KEY : null,
        value,
        ends[partition]++,
        1_700_000_000_000L + random.nextInt(3) * HOUR,
        TimestampType.CREATE_TIME);
  }

  private List<SinkRecord> batch(Keys keys, boolean typed, int... partitions) {
    List<SinkRecord> batch = new ArrayList<>();
    int size = 1 + random.nextInt(300);
    for (int i = 0; i < size; i++) {
      batch.add(next(keys, typed, partitions));
    }
    return batch;
  }

  @ParameterizedTest
  @EnumSource
  void committedOffsetsPassNothingThatIsInNoFile(Keys keys) throws IOException {
    for (boolean typed : new boolean[] {true, false}) {
      SinkTaskDriver task = start(0, 1, 2, 3, 4);
      // A partition with a single record, which nothing else will push out.
      task.deliver(List.of(next(keys, typed, 4)));
      for (long all = 0; all < RECORDS; ) {
        List<SinkRecord> batch = batch(keys, typed, 0, 1, 2, 3);
        all += batch.size();
        task.deliver(batch);
        assertNothingIsMissing(task);
      }
      for (int partition = 0; partition < PARTITIONS; partition++) {
        task.awaitCommitted(new TopicPartition("rows", partition), ends[partition], PATIENCE);
      }
      assertNothingIsMissing(task);
      assertThat(task.context().reported()).isEmpty();
      task.stop();
      started.remove(task);
    }
  }

  @Test
  void partitionsThatMoveTakeTheirOpenRecordsAlong() throws IOException {
    SinkTaskDriver first = start(0, 1);
    TopicPartition moved = new TopicPartition("rows", 1);
    List<SinkRecord> sent = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      List<SinkRecord> batch = batch(Keys.ROW, true, 0, 1);
      sent.addAll(batch);
      first.deliver(batch);
    }
    first.revoke(moved);
    long committed = first.committed().getOrDefault(moved, 0L);
    SinkTaskDriver second = start(1);
    second.deliver(
        sent.stream()
            .filter(r -> r.kafkaPartition() == 1 && r.kafkaOffset() >= committed)
            .toList());
    second.awaitCommitted(moved, ends[1], PATIENCE);
    first.awaitCommitted(new TopicPartition("rows", 0), ends[0], PATIENCE);
    assertNothingIsMissing(first);
    assertNothingIsMissing(second);
  }

  private void assertNothingIsMissing(SinkTaskDriver task) throws IOException {
    Map<TopicPartition, Long> committed = task.committed();
    Map<Integer, List<Long>> written = written();
    committed.forEach(
        (partition, next) -> {
          List<Long> offsets = written.getOrDefault(partition.partition(), List.of());
          assertThat(offsets).as("%s", partition).doesNotHaveDuplicates();
          assertThat(offsets.stream().filter(offset -> offset < next).count())
              .as("records of %s below %d in files", partition, next)
              .isEqualTo(next);
        });
  }

  private Map<Integer, List<Long>> written() throws IOException {
    Map<Integer, List<Long>> written = new TreeMap<>();
    for (String key : keys()) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(folder.resolve(key))),
                  StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          Matcher record = PLACE.matcher(line);
          assertThat(record.find()).as(line).isTrue();
          written
              .computeIfAbsent(Integer.valueOf(record.group(1)), p -> new ArrayList<>())
              .add(Long.valueOf(record.group(2)));
        }
      }
    }
    return written;
  }

  /** As a store tells them, while others write. */
  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    try (ObjectStore store = new FileObjectStore(folder)) {
      for (List<StoredObject> page : store.list("hour=", "")) {
        page.forEach(object -> keys.add(object.key()));
      }
    }
    return keys;
  }
}
