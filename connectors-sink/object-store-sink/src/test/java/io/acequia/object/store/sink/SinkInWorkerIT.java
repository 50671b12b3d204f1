package io.acequia.object.store.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.local.process.Await;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import io.acequia.testkit.MovingPartitions;
import io.acequia.testkit.PythonPackages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged plugin in a real worker, between a real broker and a real server of S3. */
class SinkInWorkerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVOLVED =
      """
      import duckdb, sys
      print(*duckdb.sql(f'''SELECT count(*), count(DISTINCT id), sum(id), count(more), sum(more)::BIGINT
        FROM read_parquet('{sys.argv[1]}/**/*.parquet', union_by_name=true)''').fetchone())
      """;

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
    Map<String, String> config = config("raw.poisoned", "poisoned");
    config.put("transforms", "route");
    config.put("transforms.route.type", "org.apache.kafka.connect.transforms.RegexRouter");
    config.put("transforms.route.regex", "raw\\.(.*)");
    config.put("transforms.route.replacement", "$1");
    config.put("errors.deadletterqueue.topic.name", "dlq-poisoned");
    deploy("poisoned", config);
    awaitIds("poisoned", LongStream.range(0, 5_000).filter(i -> i != 3_210));
    awaitCommitted("poisoned", new TopicPartition("raw.poisoned", 0), 5_000);
    assertThat(end("dlq-poisoned")).isEqualTo(1);
    assertThat(SharedObjects.keys("poisoned"))
        .allMatch(key -> key.startsWith("poisoned/poisoned/partition=0/raw.poisoned+0+"));
    worker.client().delete("poisoned");
  }

  @Test
  void tailThatNeverReachesTheSinkLeavesNoLag() throws Exception {
    topic("tail", 1);
    topic("dlq-tail", 1);
    produce("tail", 0, 120, i -> i < 100 ? json(i) : "no JSON");
    Map<String, String> config = config("tail", "tail");
    config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    config.put("value.converter.schemas.enable", "false");
    config.put("errors.deadletterqueue.topic.name", "dlq-tail");
    deploy("tail", config);
    awaitCommitted("tail", new TopicPartition("tail", 0), 120);
    assertThat(SharedObjects.lines("tail")).hasSize(100);
    assertThat(end("dlq-tail")).isEqualTo(20);
    worker.client().delete("tail");
  }

  @Test
  void outageDelaysAndLosesNothingAndReportsNothing() throws Exception {
    topic("outage", 2);
    topic("dlq-outage", 1);
    Map<String, String> config = config("outage", "outage");
    config.put("objects.retry.backoff.max.ms", "1000");
    config.put("errors.retry.timeout", "1000");
    config.put("errors.deadletterqueue.topic.name", "dlq-outage");
    deploy("outage", config);
    produce("outage", 0, 1_000, SinkInWorkerIT::json);
    awaitIds("outage", LongStream.range(0, 1_000));
    SharedObjects.server().stop();
    produce("outage", 1_000, 40_000, SinkInWorkerIT::json);
    // Longer than errors.retry.timeout: a sink that lets Connect retry would report by now.
    awaitWarnings("The store failed (attempt 6)");
    assertThat(worker.client().status("outage").findValuesAsText("state")).containsOnly("RUNNING");
    SharedObjects.server().start();
    awaitIds("outage", LongStream.range(0, 40_000));
    assertThat(end("dlq-outage")).isZero();
    worker.client().delete("outage");
  }

  @Test
  void killedWorkerNeitherLosesNorRepeatsRecords() throws Exception {
    topic("killed", 2);
    Map<String, String> config = config("killed", "killed");
    config.put("objects.rotate.records", "700");
    config.put("objects.path", "mod=${value.mod}");
    deploy("killed", config);
    for (int round = 1; round <= 3; round++) {
      int before = (round - 1) * 20_000;
      produce("killed", before, round * 20_000, SinkInWorkerIT::json);
      Await.until(
          "some objects of round " + round,
          PATIENCE,
          () -> SharedObjects.lines("killed").size() > before);
      worker.kill();
      worker.start();
    }
    awaitIds("killed", LongStream.range(0, 60_000));
    Await.until("nothing unfinished", PATIENCE, () -> SharedObjects.unfinished("killed") == 0);
    worker.client().delete("killed");
  }

  @Test
  void thousandPathsFitIntoTheHeap() throws Exception {
    topic("wide", 1);
    produce("wide", 0, 60_000, i -> wide(i));
    Map<String, String> config = config("wide", "wide");
    config.put("objects.path", "part=${value.part}");
    config.put("objects.format", "parquet");
    config.put("objects.compression", "snappy");
    config.put("objects.rotate.interval.ms", "5000");
    // Less than half of the heap; an open file of Parquet takes a tenth of a mebibyte at least.
    config.put("objects.buffer.bytes", Integer.toString(224 << 20));
    deploy("wide", config);
    awaitCommitted("wide", new TopicPartition("wide", 0), 60_000);
    assertThat(
            SharedObjects.keys("wide").stream()
                .map(key -> key.replaceAll("/[^/]*$", ""))
                .distinct())
        .hasSize(1_000);
    assertThat(Files.readString(worker.log())).doesNotContain("OutOfMemoryError");
    worker.client().delete("wide");
  }

  @Test
  void operatorsPatchOffsetsByRest() throws Exception {
    topic("patched", 1);
    produce("patched", 0, 100, SinkInWorkerIT::json);
    deploy("patched", config("patched", "patched"));
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
    Await.until("ten records again", PATIENCE, () -> SharedObjects.lines("patched").size() == 110);
    assertThat(SharedObjects.lines("patched").stream().distinct()).hasSize(100);
    worker.client().delete("patched");
  }

  @Test
  void partitionsThatMoveInMidWriteLoseAndRepeatNothing() throws Exception {
    Map<String, String> config = config("moved", "moved");
    // Whenever a partition is taken away, a file of it is open.
    config.put("objects.rotate.interval.ms", "1500");
    long total =
        new MovingPartitions(kafka, worker, newWorker("second"))
            .disturb("moved", config, SinkInWorkerIT::json, () -> committed("moved"));
    awaitIds("moved", LongStream.range(0, total));
    Await.until("nothing unfinished", PATIENCE, () -> SharedObjects.unfinished("moved") == 0);
    worker.client().delete("moved");
  }

  private static long committed(String connector) throws Exception {
    try (Admin admin = kafka.admin()) {
      return admin
          .listConsumerGroupOffsets("connect-" + connector)
          .partitionsToOffsetAndMetadata()
          .get(30, TimeUnit.SECONDS)
          .values()
          .stream()
          .mapToLong(OffsetAndMetadata::offset)
          .sum();
    }
  }

  @Test
  void oldAndNewSchemasInTwoTasksAtOnceMakeFewFiles() throws Exception {
    topic("evolving", 2);
    topic("dlq-evolving", 1);
    Map<String, String> config = config("evolving", "evolving");
    config.put("tasks.max", "2");
    config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    config.put("value.converter.schemas.enable", "true");
    config.put("errors.deadletterqueue.topic.name", "dlq-evolving");
    config.put("objects.format", "parquet");
    config.put("objects.rotate.records", "4000");
    config.put("objects.rotate.interval.ms", "5000");
    deploy("evolving", config);
    awaitAPartitionEach("evolving", 2);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      // As while producers are replaced one by one: both schemas in both partitions, in turn.
      for (int i = 0; i < 20_000; i++) {
        byte[] value = evolving(i, i / 2 % 2 == 1).getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>("evolving", i % 2, null, value));
      }
    }
    for (int partition = 0; partition < 2; partition++) {
      awaitCommitted("evolving", new TopicPartition("evolving", partition), 10_000);
    }
    // At most a file for each schema in each epoch, of which the clock may end one early.
    assertThat(SharedObjects.keys("evolving")).hasSizeBetween(4, 16);
    for (String key : SharedObjects.keys("evolving")) {
      Path file = folder.resolve(key);
      Files.createDirectories(file.getParent());
      Files.write(file, SharedObjects.bytes(key));
    }
    Path script = Files.writeString(folder.resolve("evolving.py"), EVOLVED);
    assertThat(
            PythonPackages.in(Path.of("target", "duckdb"), WeekOfFlightsIT.DUCKDB)
                .run(script, folder.resolve("evolving").toString()))
        .containsExactly("20000 20000 199990000 10000 100005000");
    assertThat(end("dlq-evolving")).isZero();
    worker.client().delete("evolving");
  }

  private static void awaitAPartitionEach(String connector, int tasks) {
    String group = "connect-" + connector;
    Await.until(
        "each of " + tasks + " tasks to have a partition",
        PATIENCE,
        () -> {
          try (Admin admin = kafka.admin()) {
            var members =
                admin
                    .describeConsumerGroups(List.of(group))
                    .all()
                    .get(30, TimeUnit.SECONDS)
                    .get(group)
                    .members();
            return members.size() == tasks
                && members.stream().noneMatch(m -> m.assignment().topicPartitions().isEmpty());
          }
        });
  }

  /** A record with its schema, the old one or the one with a field in the middle more. */
  private static String evolving(int i, boolean late) {
    String field = "{\"field\":\"more\",\"type\":\"double\",\"optional\":true},";
    return ("{\"schema\":{\"type\":\"struct\",\"name\":\"flight\",\"fields\":["
            + "{\"field\":\"id\",\"type\":\"int64\"},%s{\"field\":\"origin\",\"type\":\"string\"}]},"
            + "\"payload\":{\"id\":%d,%s\"origin\":\"DTW\"}}")
        .formatted(late ? field : "", i, late ? "\"more\":" + i + "," : "");
  }

  private static Map<String, String> config(String topic, String prefix) {
    Map<String, String> config = SharedObjects.config(prefix);
    config.remove("name");
    config.put("connector.class", ObjectStoreSinkConnector.class.getName());
    config.put("topics", topic);
    config.put("tasks.max", "1");
    config.put("consumer.override.auto.offset.reset", "earliest");
    config.put("errors.tolerance", "all");
    config.put("errors.deadletterqueue.topic.replication.factor", "1");
    config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    config.put("objects.rotate.interval.ms", "500");
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
        byte[] bytes = value.apply(i).getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>(topic, bytes));
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
