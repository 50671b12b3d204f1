package io.acequia.jdbc.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.local.process.Await;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import io.acequia.testkit.MovingPartitions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged plugin in a real worker, between a real broker and a real PostgreSQL. */
class SinkInWorkerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path folder = Path.of("");
  private static LocalKafka kafka;
  private static ConnectWorker worker;

  @BeforeAll
  static void startServers() throws Exception {
    Path parent = Files.createDirectories(Path.of("target", "worker-it").toAbsolutePath());
    folder = Files.createTempDirectory(parent, "run");
    kafka = LocalKafka.builder(KafkaRuntime.newest(), folder.resolve("kafka")).build().start();
    worker = newWorker("worker").start();
  }

  private static ConnectWorker newWorker(String name) {
    return ConnectWorker.builder(KafkaRuntime.newest(), folder.resolve(name), kafka.bootstrap())
        .pluginPath(Path.of("target", "plugin").toAbsolutePath())
        .heap("512m")
        .build();
  }

  @AfterAll
  static void stopServers() {
    if (worker != null) {
      worker.stop();
    }
    if (kafka != null) {
      kafka.stop();
    }
  }

  @Test
  void renamedTopicAdvancesItsOffsetsAndOnePoisonRecordIsAloneInTheDeadLetterQueue()
      throws Exception {
    topic("raw.poisoned", 1);
    topic("dlq-poisoned", 1);
    produce("raw.poisoned", 0, 5_000, i -> i == 3_210 ? "{\"id\": " + i + ",,}" : json(i));
    Map<String, String> config = config("raw.poisoned", "exactly-once");
    config.put("transforms", "route");
    config.put("transforms.route.type", "org.apache.kafka.connect.transforms.RegexRouter");
    config.put("transforms.route.regex", "raw\\.(.*)");
    config.put("transforms.route.replacement", "$1");
    config.put("errors.deadletterqueue.topic.name", "dlq-poisoned");
    deploy("poisoned", config);
    awaitRows("poisoned", 4_999);
    awaitCommitted("poisoned", new TopicPartition("raw.poisoned", 0), 5_000);
    assertThat(end("dlq-poisoned")).isEqualTo(1);
    worker.client().delete("poisoned");
  }

  @Test
  void tailThatNeverReachesTheSinkLeavesNoLag() throws Exception {
    topic("tail", 1);
    topic("dlq-tail", 1);
    produce("tail", 0, 120, i -> i < 100 ? json(i) : "no JSON");
    Map<String, String> config = config("tail", "exactly-once");
    config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    config.put("value.converter.schemas.enable", "false");
    config.put("errors.deadletterqueue.topic.name", "dlq-tail");
    deploy("tail", config);
    awaitRows("tail", 100);
    awaitCommitted("tail", new TopicPartition("tail", 0), 120);
    assertThat(end("dlq-tail")).isEqualTo(20);
    worker.client().delete("tail");
  }

  @Test
  void outageDelaysAndLosesNothingAndReportsNothing() throws Exception {
    topic("outage", 2);
    topic("dlq-outage", 1);
    Map<String, String> config = config("outage", "at-least-once");
    config.put("postgres.pk.mode", "record_value");
    config.put("postgres.pk.fields", "id");
    config.put("postgres.insert.mode", "upsert");
    config.put("postgres.retry.backoff.max.ms", "1000");
    config.put("errors.retry.timeout", "1000");
    config.put("errors.deadletterqueue.topic.name", "dlq-outage");
    deploy("outage", config);
    produce("outage", 0, 1_000, SinkInWorkerIT::json);
    awaitRows("outage", 1_000);
    SharedPostgres.server().stop();
    produce("outage", 1_000, 40_000, SinkInWorkerIT::json);
    // Longer than errors.retry.timeout: a sink that lets Connect retry would report by now.
    awaitWarnings("PostgreSQL failed (attempt 5,");
    assertThat(worker.client().status("outage").findValuesAsText("state")).containsOnly("RUNNING");
    SharedPostgres.server().start();
    awaitRows("outage", 40_000);
    assertThat(end("dlq-outage")).isZero();
    worker.client().delete("outage");
  }

  @Test
  void killedWorkerNeitherLosesNorRepeatsRows() throws Exception {
    topic("killed", 2);
    Map<String, String> config = config("killed", "exactly-once");
    config.put("postgres.batch.records", "500");
    deploy("killed", config);
    for (int round = 1; round <= 3; round++) {
      int before = (round - 1) * 20_000;
      produce("killed", before, round * 20_000, SinkInWorkerIT::json);
      Await.until("some rows of round " + round, PATIENCE, () -> rows("killed") > before);
      worker.kill();
      worker.start();
    }
    awaitRows("killed", 60_000);
    assertThat(SharedPostgres.query("SELECT count(DISTINCT id) FROM killed").get(0))
        .containsExactly("60000");
    worker.client().delete("killed");
  }

  @Test
  void thousandTablesFitIntoTheHeap() throws Exception {
    int tables = 1_000;
    int rows = 40;
    List<String> names = IntStream.range(0, tables).mapToObj(i -> "wide_" + i).toList();
    try (Admin admin = kafka.admin()) {
      admin
          .createTopics(names.stream().map(n -> new NewTopic(n, 1, (short) 1)).toList())
          .all()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (int i = 0; i < tables * rows; i++) {
        byte[] value = wide(i).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>("wide_" + i * 7_919 % tables, value));
      }
    }
    Map<String, String> config = config("wide", "exactly-once");
    config.remove("topics");
    config.put("topics.regex", "wide_\\d+");
    deploy("wide", config);
    awaitCommitted("wide", names, rows);
    String each =
        names.stream()
            .map(name -> "SELECT count(*) AS n, count(DISTINCT id) AS ids FROM " + name)
            .collect(Collectors.joining(" UNION ALL "));
    assertThat(
            SharedPostgres.query(
                "SELECT count(*), min(n), max(n), min(ids) FROM (" + each + ") AS counts"))
        .containsExactly(List.of("" + tables, "" + rows, "" + rows, "" + rows));
    assertThat(Files.readString(worker.log())).doesNotContain("OutOfMemoryError");
    worker.client().delete("wide");
  }

  private static String wide(long i) {
    return "{\"id\":%d,\"text\":\"%s\"}".formatted(i, "x".repeat(500));
  }

  private static void awaitCommitted(String connector, List<String> topics, long offset) {
    Await.until(
        connector + " to commit " + offset + " of each topic",
        PATIENCE,
        () -> {
          try (Admin admin = kafka.admin()) {
            var committed =
                admin
                    .listConsumerGroupOffsets("connect-" + connector)
                    .partitionsToOffsetAndMetadata()
                    .get(30, TimeUnit.SECONDS);
            return topics.stream()
                .map(topic -> committed.get(new TopicPartition(topic, 0)))
                .allMatch(reached -> reached != null && reached.offset() == offset);
          }
        });
  }

  @Test
  void partitionsThatMoveInMidWriteLoseAndRepeatNothing() throws Exception {
    Map<String, String> config = config("moved", "exactly-once");
    // Whenever a partition is taken away, some of its records wait for the next batch.
    config.put("postgres.batch.linger.ms", "500");
    long total =
        new MovingPartitions(kafka, worker, newWorker("second"))
            .disturb("moved", config, SinkInWorkerIT::json, () -> rows("moved"));
    assertThat(SharedPostgres.query("SELECT count(*), count(DISTINCT id), max(id) FROM moved"))
        .containsExactly(List.of("" + total, "" + total, "" + (total - 1)));
    worker.client().delete("moved");
  }

  @Test
  void operatorsPatchOffsetsByRest() throws Exception {
    topic("patched", 1);
    produce("patched", 0, 100, SinkInWorkerIT::json);
    deploy("patched", config("patched", "exactly-once"));
    awaitRows("patched", 100);
    awaitCommitted("patched", new TopicPartition("patched", 0), 100);
    worker.client().stop("patched");
    worker.client().awaitState("patched", "STOPPED", PATIENCE);
    Await.until(
        "no tasks", PATIENCE, () -> worker.client().status("patched").path("tasks").isEmpty());
    JsonNode offsets =
        JSON.readTree(
            """
            [{"partition": {"kafka_topic": "patched", "kafka_partition": 0},
              "offset": {"kafka_offset": 90}}]""");
    worker.client().patchOffsets("patched", offsets);
    worker.client().resume("patched");
    awaitRows("patched", 110);
    assertThat(
            SharedPostgres.query(
                    "SELECT min(id) FROM patched GROUP BY id HAVING count(*) > 1 ORDER BY 1")
                .get(0))
        .containsExactly("90");
    worker.client().delete("patched");
  }

  private static Map<String, String> config(String topic, String delivery) {
    Map<String, String> config = SharedPostgres.config(topic);
    config.remove("name");
    config.put("connector.class", PostgresSinkConnector.class.getName());
    config.put("topics", topic);
    config.put("tasks.max", "1");
    config.put("consumer.override.auto.offset.reset", "earliest");
    config.put("errors.tolerance", "all");
    config.put("errors.deadletterqueue.topic.replication.factor", "1");
    config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    config.put("postgres.auto.create", "true");
    config.put("postgres.delivery", delivery);
    return config;
  }

  private static void deploy(String name, Map<String, String> config) {
    worker.client().put(name, config);
    worker.client().awaitRunning(name, PATIENCE);
  }

  private static void topic(String name, int partitions) throws Exception {
    try (Admin admin = kafka.admin()) {
      admin
          .createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static void produce(String topic, int from, int to, LongFunction<String> value) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (long i = from; i < to; i++) {
        producer.send(new ProducerRecord<>(topic, value.apply(i).getBytes(StandardCharsets.UTF_8)));
      }
      producer.flush();
    }
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrap(), "enable.idempotence", true),
        new ByteArraySerializer(),
        new ByteArraySerializer());
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

  private static void awaitRows(String table, long count) {
    Await.until(count + " rows in " + table, PATIENCE, () -> rows(table) >= count);
    assertThat(rows(table)).isEqualTo(count);
  }

  private static void awaitWarnings(String text) {
    Await.until(
        "'" + text + "' in the worker's log",
        PATIENCE,
        () -> Files.readString(worker.log()).contains(text));
  }

  private static void awaitCommitted(String connector, TopicPartition partition, long offset) {
    Await.until(
        connector + " to commit " + offset,
        PATIENCE,
        () -> {
          try (Admin admin = kafka.admin()) {
            var committed =
                admin
                    .listConsumerGroupOffsets("connect-" + connector)
                    .partitionsToOffsetAndMetadata()
                    .get(30, TimeUnit.SECONDS)
                    .get(partition);
            return committed != null && committed.offset() == offset;
          }
        });
  }

  private static long end(String topic) throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (Admin admin = kafka.admin()) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get(30, TimeUnit.SECONDS)
          .offset();
    }
  }
}
