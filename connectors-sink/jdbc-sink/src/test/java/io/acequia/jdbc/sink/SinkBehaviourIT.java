package io.acequia.jdbc.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.local.process.Await;
import io.acequia.testkit.RecordingSinkContext;
import io.acequia.testkit.SinkTaskDriver;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What tasks do to tables of a real PostgreSQL. */
class SinkBehaviourIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final TopicPartition P0 = new TopicPartition("events", 0);
  private static final TopicPartition P1 = new TopicPartition("events", 1);

  private final List<SinkTaskDriver> started = new ArrayList<>();
  private final String table;

  SinkBehaviourIT(TestInfo test) {
    table = test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT);
  }

  @AfterEach
  void stop() {
    started.forEach(SinkTaskDriver::stop);
  }

  @Test
  void lastChangeOfAKeyWinsWithinABatch() {
    SinkTaskDriver worker = start(upsert("postgres.delete.enabled", "true"), P0);
    worker.deliver(
        List.of(
            keyed(0, "a", Map.of("v", 1L)),
            keyed(1, "a", null),
            keyed(2, "a", Map.of("v", 2L)),
            keyed(3, "b", Map.of("v", 3L)),
            keyed(4, "b", null),
            keyed(5, "c", Map.of("v", 5L)),
            keyed(6, "c", Map.of("v", 6L))));
    worker.awaitCommitted(P0, 7, PATIENCE);
    assertThat(rows("id, v")).containsExactlyInAnyOrder(List.of("a", "2"), List.of("c", "6"));
    worker.deliver(List.of(keyed(7, "a", null), keyed(8, "c", Map.of("v", 8L))));
    worker.awaitCommitted(P0, 9, PATIENCE);
    assertThat(rows("id, v")).containsExactly(List.of("c", "8"));
  }

  @Test
  void knownKeysAreReplacedAmongNewOnes() {
    SinkTaskDriver worker = start(upsert("postgres.auto.evolve", "true"), P0);
    worker.deliver(List.of(keyed(0, "a", Map.of("v", 1L)), keyed(1, "b", Map.of("v", 1L))));
    worker.awaitCommitted(P0, 2, PATIENCE);
    worker.deliver(List.of(keyed(2, "c", Map.of("v", 2L)), keyed(3, "a", Map.of("v", 2L))));
    worker.awaitCommitted(P0, 4, PATIENCE);
    worker.deliver(
        List.of(keyed(4, "c", Map.of("v", 3L, "w", 3L)), keyed(5, "d", Map.of("v", 3L))));
    worker.awaitCommitted(P0, 6, PATIENCE);
    assertThat(rows("id, v"))
        .containsExactlyInAnyOrder(
            List.of("a", "2"), List.of("b", "1"), List.of("c", "3"), List.of("d", "3"));
    assertThat(worker.context().reported()).isEmpty();
  }

  @Test
  void oneBadRecordOfFiveThousandIsReportedAlone() {
    SharedPostgres.execute(
        "CREATE TABLE " + table + " (id bigint PRIMARY KEY, v int CHECK (v >= 0))");
    Map<String, String> config = config();
    config.put("postgres.auto.create", "false");
    SinkTaskDriver worker = start(config, P0);
    List<SinkRecord> records = new ArrayList<>();
    for (long i = 0; i < 5_000; i++) {
      records.add(record(0, i, Map.of("id", i, "v", i == 3_777 ? -1L : i)));
    }
    worker.deliver(records);
    worker.awaitCommitted(P0, 5_000, PATIENCE);
    assertThat(SharedPostgres.count(table)).isEqualTo(4_999);
    assertThat(worker.context().reported())
        .singleElement()
        .satisfies(r -> assertThat(r.record().kafkaOffset()).isEqualTo(3_777))
        .satisfies(r -> assertThat(r.error()).hasMessageContaining("23514"));
  }

  @Test
  void missingTableFailsTheTaskAndIsNoRecordsFault() {
    Map<String, String> config = config();
    config.put("postgres.auto.create", "false");
    SinkTaskDriver worker = start(config, P0);
    assertThatThrownBy(
            () -> {
              worker.deliver(List.of(record(0, 0, Map.of("id", 1L, "v", 0L))));
              worker.awaitCommitted(P0, 1, PATIENCE);
            })
        .isInstanceOf(ConnectException.class)
        .hasStackTraceContaining("does not exist: create it, or set postgres.auto.create");
    assertThat(worker.context().reported()).isEmpty();
  }

  @Test
  void rowsThatClashWithEachOtherLoseOnlyTheLaterOne() {
    SharedPostgres.execute("CREATE TABLE " + table + " (id bigint PRIMARY KEY, v bigint)");
    SinkTaskDriver worker = start(config(), P0);
    worker.deliver(
        List.of(
            record(0, 0, Map.of("id", 1L, "v", 0L)),
            record(0, 1, Map.of("id", 2L, "v", 1L)),
            record(0, 2, Map.of("id", 1L, "v", 2L))));
    worker.awaitCommitted(P0, 3, PATIENCE);
    assertThat(rows("id, v")).containsExactlyInAnyOrder(List.of("1", "0"), List.of("2", "1"));
    assertThat(worker.context().reported()).hasSize(1);
  }

  @Test
  void everyTypeOfConnectHasItsColumn() {
    Schema nested = SchemaBuilder.struct().field("x", Schema.INT32_SCHEMA).build();
    Schema schema =
        SchemaBuilder.struct()
            .field("i8", Schema.INT8_SCHEMA)
            .field("i16", Schema.INT16_SCHEMA)
            .field("i32", Schema.INT32_SCHEMA)
            .field("i64", Schema.INT64_SCHEMA)
            .field("f32", Schema.FLOAT32_SCHEMA)
            .field("f64", Schema.FLOAT64_SCHEMA)
            .field("flag", Schema.BOOLEAN_SCHEMA)
            .field("text", Schema.STRING_SCHEMA)
            .field("raw", Schema.BYTES_SCHEMA)
            .field("price", Decimal.schema(3))
            .field("day", Date.SCHEMA)
            .field("clock", Time.SCHEMA)
            .field("moment", Timestamp.SCHEMA)
            .field("ints", SchemaBuilder.array(Schema.INT32_SCHEMA).build())
            .field("texts", SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build())
            .field("nested", nested)
            .field("map", SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT64_SCHEMA).build())
            .field("gone", Schema.OPTIONAL_INT64_SCHEMA)
            .build();
    Struct value =
        new Struct(schema)
            .put("i8", (byte) -8)
            .put("i16", (short) -16)
            .put("i32", -32)
            .put("i64", -64L)
            .put("f32", 0.5f)
            .put("f64", 0.1)
            .put("flag", true)
            .put("text", "grün € 𝄞 \"q\"")
            .put("raw", ByteBuffer.wrap(new byte[] {0, -1}))
            .put("price", new BigDecimal("-12345678901234567890.120"))
            .put("day", new java.util.Date(86_400_000L * 19_797))
            .put("clock", new java.util.Date(37_800_123L))
            .put("moment", new java.util.Date(1_710_498_600_123L))
            .put("ints", List.of(1, 2))
            .put("texts", Arrays.asList("a", null))
            .put("nested", new Struct(nested).put("x", 1))
            .put("map", Map.of("k", 5L));
    SinkTaskDriver worker = start(config(), P0);
    worker.deliver(List.of(record(0, 0, value)));
    worker.awaitCommitted(P0, 1, PATIENCE);
    assertThat(worker.context().reported()).isEmpty();
    assertThat(
            rows(
                "i8, i16, i32, i64, f32, f64, flag, text, raw, price, day, clock,"
                    + " moment AT TIME ZONE 'UTC', ints, texts, nested, map, gone"))
        .containsExactly(
            Arrays.asList(
                "-8",
                "-16",
                "-32",
                "-64",
                "0.5",
                "0.1",
                "t",
                "grün € 𝄞 \"q\"",
                "\\x00ff",
                "-12345678901234567890.120",
                "2024-03-15",
                "10:30:00.123",
                "2024-03-15 10:30:00.123",
                "{1,2}",
                "{a,NULL}",
                "{\"x\": 1}",
                "{\"k\": 5}",
                null));
    assertThat(SharedPostgres.types(table))
        .containsEntry("i8", "smallint")
        .containsEntry("moment", "timestamp with time zone")
        .containsEntry("gone", "bigint")
        .containsEntry("nested", "jsonb");
  }

  @Test
  void columnsOfTheTableDecideHowValuesAreRead() {
    SharedPostgres.execute(
        "CREATE TYPE mood_"
            + table
            + " AS ENUM ('good', 'bad');"
            + " CREATE DOMAIN positive_"
            + table
            + " AS integer CHECK (VALUE > 0);"
            + " CREATE TABLE "
            + table
            + " (t timestamptz, n numeric(10,2), u uuid, j json, e mood_"
            + table
            + ", d positive_"
            + table
            + ", i inet, v varchar(3), iv interval)");
    SinkTaskDriver worker = start(config(), P0);
    Map<String, Object> value = new HashMap<>();
    value.put("t", "2024-03-15T10:30:00+02:00");
    value.put("n", "12.345");
    value.put("u", "c0ffee00-0000-4000-8000-000000000001");
    value.put("j", Map.of("a", List.of(1L)));
    value.put("e", "good");
    value.put("d", 5L);
    value.put("i", "10.0.0.1");
    value.put("v", "abc");
    value.put("iv", "1 day");
    Map<String, Object> tooLong = new HashMap<>(value);
    tooLong.put("v", "abcd");
    Map<String, Object> noAddress = new HashMap<>(value);
    noAddress.put("i", "nowhere");
    Map<String, Object> noTime = new HashMap<>(value);
    noTime.put("t", "yesterday");
    worker.deliver(
        List.of(
            record(0, 0, value),
            record(0, 1, tooLong),
            record(0, 2, noAddress),
            record(0, 3, noTime)));
    worker.awaitCommitted(P0, 4, PATIENCE);
    assertThat(rows("t AT TIME ZONE 'UTC', n, u, j, e, d, i, v, iv"))
        .containsExactly(
            List.of(
                "2024-03-15 08:30:00",
                "12.35",
                "c0ffee00-0000-4000-8000-000000000001",
                "{\"a\":[1]}",
                "good",
                "5",
                "10.0.0.1",
                "abc",
                "1 day"));
    assertThat(worker.context().reported())
        .extracting(r -> r.record().kafkaOffset())
        .containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(worker.context().reported())
        .anySatisfy(r -> assertThat(r.error()).hasMessageContaining("character varying(3)"));
  }

  @Test
  void schemaEvolvesFromTwoTasksAtOnce() throws Exception {
    Map<String, String> config = config();
    config.put("postgres.auto.evolve", "true");
    SinkTaskDriver first = start(config, P0);
    SinkTaskDriver second = start(config, P1);
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      List<Future<Object>> runs =
          both.invokeAll(List.of(evolving(first, P0), evolving(second, P1)));
      for (Future<Object> run : runs) {
        run.get();
      }
    } finally {
      both.shutdown();
    }
    assertThat(first.context().reported()).isEmpty();
    assertThat(second.context().reported()).isEmpty();
    assertThat(SharedPostgres.count(table)).isEqualTo(40);
    assertThat(SharedPostgres.types(table))
        .containsEntry("number", "numeric")
        .containsEntry("f0", "bigint")
        .containsEntry("f19", "bigint");
  }

  private static Callable<Object> evolving(SinkTaskDriver worker, TopicPartition partition) {
    return () -> {
      for (int i = 0; i < 20; i++) {
        Object number = i == 10 ? (Object) 10.5 : (Object) (long) i;
        worker.deliver(
            List.of(record(partition.partition(), i, Map.of("number", number, "f" + i, 1L))));
        worker.awaitCommitted(partition, i + 1, PATIENCE);
      }
      return worker;
    };
  }

  @Test
  void unknownFieldIsReportedUnlessItMayBeLeftOut() {
    SharedPostgres.execute("CREATE TABLE " + table + " (a bigint)");
    SinkTaskDriver strict = start(config(), P0);
    strict.deliver(List.of(record(0, 0, Map.of("a", 1L)), record(0, 1, Map.of("a", 2L, "b", 2L))));
    strict.awaitCommitted(P0, 2, PATIENCE);
    assertThat(strict.context().reported())
        .singleElement()
        .satisfies(r -> assertThat(r.error()).hasMessageContaining("'b'"));
    Map<String, String> lenient = config();
    lenient.put("postgres.unknown.fields", "ignore");
    SinkTaskDriver ignoring = start(lenient, P1);
    ignoring.deliver(List.of(record(1, 0, Map.of("a", 3L, "b", 3L))));
    ignoring.awaitCommitted(P1, 1, PATIENCE);
    assertThat(rows("a")).containsExactlyInAnyOrder(List.of("1"), List.of("3"));
  }

  @Test
  void tableThatIsDroppedIsCreatedAgain() {
    SinkTaskDriver worker = start(config(), P0);
    worker.deliver(List.of(record(0, 0, Map.of("a", 1L))));
    worker.awaitCommitted(P0, 1, PATIENCE);
    SharedPostgres.execute("DROP TABLE " + table);
    worker.deliver(List.of(record(0, 1, Map.of("a", 2L))));
    worker.awaitCommitted(P0, 2, PATIENCE);
    SharedPostgres.execute("ALTER TABLE " + table + " ALTER COLUMN a TYPE text");
    worker.deliver(List.of(record(0, 2, Map.of("a", 3L))));
    worker.awaitCommitted(P0, 3, PATIENCE);
    assertThat(rows("a")).containsExactlyInAnyOrder(List.of("2"), List.of("3"));
  }

  @Test
  void storedOffsetsDecideWhereATaskBegins() {
    Map<String, String> config = config();
    config.put("postgres.delivery", "exactly-once");
    SinkTaskDriver worker = start(config, P0);
    worker.deliver(List.of(record(0, 0, Map.of("a", 0L)), record(0, 1, Map.of("a", 1L))));
    worker.awaitCommitted(P0, 2, PATIENCE);
    SinkTaskDriver next = start(config, P0);
    // Kafka's own offsets were lost: everything comes again.
    next.deliver(
        List.of(
            record(0, 0, Map.of("a", 0L)),
            record(0, 1, Map.of("a", 1L)),
            record(0, 2, Map.of("a", 2L))));
    next.awaitCommitted(P0, 3, PATIENCE);
    assertThat(rows("a")).containsExactlyInAnyOrder(List.of("0"), List.of("1"), List.of("2"));
    // The first task does not know that it is one too many.
    worker.deliver(List.of(record(0, 2, Map.of("a", 2L)), record(0, 3, Map.of("a", 3L))));
    Await.until(
        "the first task to begin again at 3",
        PATIENCE,
        () -> {
          worker.round();
          return worker.context().offsets().containsValue(3L);
        });
    assertThat(SharedPostgres.count(table)).isEqualTo(3);
    worker.deliver(List.of(record(0, 3, Map.of("a", 3L))));
    worker.awaitCommitted(P0, 4, PATIENCE);
    assertThat(SharedPostgres.count(table)).isEqualTo(4);
  }

  @Test
  void revokedPartitionIsDroppedWhileItIsWritten() throws Exception {
    SharedPostgres.execute("CREATE TABLE " + table + " (id bigint, p bigint)");
    SinkTaskDriver worker = start(config(), P0, P1);
    try (java.sql.Connection blocker = SharedPostgres.server().connect()) {
      blocker.setAutoCommit(false);
      blocker.createStatement().execute("LOCK TABLE " + table + " IN EXCLUSIVE MODE");
      worker.deliver(
          List.of(
              record(0, 0, Map.of("id", 0L, "p", 0L)), record(1, 0, Map.of("id", 0L, "p", 1L))));
      Await.until(
          "the rows to wait for the lock",
          PATIENCE,
          () ->
              SharedPostgres.query(
                          "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = '%s'::regclass"
                              .formatted(table))
                      .size()
                  == 1);
      worker.revoke(P1);
      blocker.rollback();
    }
    worker.awaitCommitted(P0, 1, PATIENCE);
    assertThat(rows("p")).containsExactly(List.of("0"));
    assertThat(worker.committed()).doesNotContainEntry(P1, 1L);
  }

  @Test
  void operatorsChangeStoredOffsets() {
    Map<String, String> config = config();
    config.put("postgres.delivery", "exactly-once");
    PostgresSinkConnector connector = new PostgresSinkConnector();
    assertThat(connector.alterOffsets(config, Map.of(P0, 7L, P1, 9L))).isTrue();
    Map<TopicPartition, Long> reset = new HashMap<>();
    reset.put(P1, null);
    assertThat(connector.alterOffsets(config, reset)).isTrue();
    assertThat(
            SharedPostgres.query(
                "SELECT partition, next_offset FROM acequia_offsets WHERE connector = '"
                    + table
                    + "'"))
        .containsExactly(List.of("0", "7"));
    SinkTaskDriver worker = start(config, P0);
    worker.deliver(List.of(record(0, 6, Map.of("a", 6L)), record(0, 7, Map.of("a", 7L))));
    worker.awaitCommitted(P0, 8, PATIENCE);
    assertThat(rows("a")).containsExactly(List.of("7"));
  }

  private Map<String, String> config() {
    Map<String, String> config = SharedPostgres.config(table);
    config.put("postgres.table", table);
    config.put("postgres.auto.create", "true");
    config.put("postgres.batch.linger.ms", "10");
    return config;
  }

  private Map<String, String> upsert(String key, String value) {
    Map<String, String> config = config();
    config.put("postgres.insert.mode", "upsert");
    config.put("postgres.pk.mode", "record_key");
    config.put("postgres.pk.fields", "id");
    config.put(key, value);
    return config;
  }

  @Test
  void recordsInsideThemselvesAreJsonOrAsManyColumnsAsTheyAreDeep() {
    SchemaBuilder link = SchemaBuilder.struct().name("Link").optional();
    link.field("value", Schema.INT32_SCHEMA).field("next", link);
    Schema schema = link.build();
    Struct chain = new Struct(schema).put("value", 1).put("next", new Struct(link).put("value", 2));
    SinkTaskDriver json = start(config(), P0);
    json.deliver(List.of(record(0, 0, schema, chain)));
    json.awaitCommitted(P0, 1, PATIENCE);
    assertThat(rows("value, next")).containsExactly(List.of("1", "{\"next\": null, \"value\": 2}"));
    assertThat(json.context().reported()).isEmpty();
    json.stop();
    started.remove(json);

    SharedPostgres.execute("DROP TABLE " + table);
    Map<String, String> config = config();
    config.put("postgres.nested", "flatten");
    SinkTaskDriver flat = start(config, P0);
    flat.deliver(List.of(record(0, 0, schema, chain)));
    flat.awaitCommitted(P0, 1, PATIENCE);
    assertThat(rows("value, next_value")).containsExactly(List.of("1", "2"));
    assertThat(flat.context().reported()).isEmpty();
  }

  private SinkTaskDriver start(Map<String, String> config, TopicPartition... partitions) {
    SinkTaskDriver driver =
        new SinkTaskDriver(new PostgresSinkTask(), RecordingSinkContext.reporting(config));
    started.add(driver);
    driver.start();
    driver.assign(partitions);
    return driver;
  }

  private List<List<String>> rows(String columns) {
    return SharedPostgres.query("SELECT " + columns + " FROM " + table);
  }

  private static SinkRecord record(int partition, long offset, Object value) {
    return new SinkRecord(
        "events", partition, null, null, null, value, offset, 0L, TimestampType.CREATE_TIME);
  }

  private static SinkRecord record(int partition, long offset, Schema schema, Object value) {
    return new SinkRecord(
        "events", partition, null, null, schema, value, offset, 0L, TimestampType.CREATE_TIME);
  }

  private static SinkRecord keyed(long offset, String key, Object value) {
    return new SinkRecord(
        "events", 0, null, key, null, value, offset, 0L, TimestampType.CREATE_TIME);
  }
}
