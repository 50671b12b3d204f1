package io.acequia.elasticsearch.sink;

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
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
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

/** The packaged plugin in a real worker, between a real broker and a real Elasticsearch. */
class SinkInWorkerIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
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
    Map<String, String> config = config("raw.poisoned");
    config.put("transforms", "route");
    config.put("transforms.route.type", "org.apache.kafka.connect.transforms.RegexRouter");
    config.put("transforms.route.regex", "raw\\.(.*)");
    config.put("transforms.route.replacement", "$1");
    config.put("errors.deadletterqueue.topic.name", "dlq-poisoned");
    deploy("poisoned", config);
    awaitDocuments("poisoned", 4_999);
    awaitCommitted("poisoned", new TopicPartition("raw.poisoned", 0), 5_000);
    assertThat(end("dlq-poisoned")).isEqualTo(1);
    worker.client().delete("poisoned");
  }

  @Test
  void tailThatNeverReachesTheSinkLeavesNoLag() throws Exception {
    topic("tail", 1);
    topic("dlq-tail", 1);
    produce("tail", 0, 120, i -> i < 100 ? json(i) : "no JSON");
    Map<String, String> config = config("tail");
    config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    config.put("value.converter.schemas.enable", "false");
    config.put("errors.deadletterqueue.topic.name", "dlq-tail");
    deploy("tail", config);
    awaitDocuments("tail", 100);
    awaitCommitted("tail", new TopicPartition("tail", 0), 120);
    assertThat(end("dlq-tail")).isEqualTo(20);
    worker.client().delete("tail");
  }

  @Test
  void outageDelaysAndLosesNothingAndReportsNothing() throws Exception {
    topic("outage", 2);
    topic("dlq-outage", 1);
    Map<String, String> config = config("outage");
    config.put("errors.retry.timeout", "1000");
    config.put("errors.deadletterqueue.topic.name", "dlq-outage");
    deploy("outage", config);
    produce("outage", 0, 1_000, SinkInWorkerIT::json);
    awaitDocuments("outage", 1_000);
    SharedElasticsearch.server().stop();
    produce("outage", 1_000, 20_000, SinkInWorkerIT::json);
    // Longer than errors.retry.timeout: a sink that lets Connect retry would report by now.
    Await.until(
        "some attempts that failed",
        PATIENCE,
        () -> Files.readString(worker.log()).contains("records (attempt 6)"));
    assertThat(worker.client().status("outage").findValuesAsText("state")).containsOnly("RUNNING");
    SharedElasticsearch.server().start();
    awaitDocuments("outage", 20_000);
    assertThat(end("dlq-outage")).isZero();
    worker.client().delete("outage");
  }

  @Test
  void killedWorkerNeitherLosesNorRepeatsDocuments() throws Exception {
    topic("killed", 2);
    Map<String, String> config = config("killed");
    config.put("elasticsearch.batch.records", "500");
    deploy("killed", config);
    for (int round = 1; round <= 2; round++) {
      int before = (round - 1) * 20_000;
      produce("killed", before, round * 20_000, SinkInWorkerIT::json);
      Await.until(
          "some documents of round " + round,
          PATIENCE,
          () -> SharedElasticsearch.count("killed") > before);
      worker.kill();
      worker.start();
    }
    awaitDocuments("killed", 40_000);
    assertThat(sumOfIds("killed")).isEqualTo(40_000L * 39_999 / 2);
    worker.client().delete("killed");
  }

  @Test
  void operatorsPatchOffsetsByRest() throws Exception {
    topic("patched", 1);
    produce("patched", 0, 100, SinkInWorkerIT::json);
    Map<String, String> config = config("patched");
    // Ids that the cluster makes up show what was read again.
    config.put("elasticsearch.id.mode", "none");
    deploy("patched", config);
    awaitDocuments("patched", 100);
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
    awaitDocuments("patched", 110);
    worker.client().delete("patched");
  }

  /**
   * A node here creates a few indices a second: it gets as many as it takes in a short time, and
   * what only answers like one gets the thousand.
   */
  @Test
  void thousandIndicesFitIntoTheHeap() throws Exception {
    topic("wide", 1);
    produce("wide", 0, 40_000, i -> wide(i, 1_000));
    try (ScriptedCluster cluster = new ScriptedCluster().withoutIndices()) {
      Map<String, String> config = config("wide");
      config.put("elasticsearch.urls", cluster.url());
      config.put("elasticsearch.index", "wide-${field:part}");
      deploy("wide", config);
      awaitCommitted("wide", new TopicPartition("wide", 0), 40_000);
      worker.client().delete("wide");
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
    assertThat(Files.readString(worker.log())).doesNotContain("OutOfMemoryError");
  }

  @Test
  void everyIndexOfManyHasItsDocuments() throws Exception {
    int indices = 60;
    topic("some", 1);
    produce("some", 0, 20 * indices, i -> wide(i, indices));
    Map<String, String> config = config("some");
    config.put("elasticsearch.index", "some-${field:part}");
    deploy("some", config);
    awaitCommitted("some", new TopicPartition("some", 0), 20L * indices);
    for (int index = 0; index < indices; index++) {
      assertThat(SharedElasticsearch.count("some-" + index)).isEqualTo(20);
    }
    worker.client().delete("some");
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
        new MovingPartitions(kafka, worker, newWorker("second"))
            .disturb(
                "moved", config, SinkInWorkerIT::json, () -> SharedElasticsearch.count("moved"));
    // One document for each offset, by its id.
    assertThat(SharedElasticsearch.count("moved")).isEqualTo(total);
    assertThat(sumOfIds("moved")).isEqualTo(total * (total - 1) / 2);
    worker.client().delete("moved");
  }

  @Test
  void newFieldsOfTwoTasksAtOnceMeetNoConflict() throws Exception {
    topic("evolving", 2);
    topic("dlq-evolving", 1);
    Map<String, String> config = config("evolving");
    config.put("tasks.max", "2");
    config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    config.put("value.converter.schemas.enable", "true");
    // So that both tasks come to each new field at about the same time.
    config.put("consumer.override.max.poll.records", "25");
    config.put("errors.deadletterqueue.topic.name", "dlq-evolving");
    deploy("evolving", config);
    awaitAPartitionEach("evolving", 2);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (int i = 0; i < 2_000; i++) {
        byte[] value = evolving(i).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>("evolving", i % 2, null, value));
      }
    }
    awaitDocuments("evolving", 2_000);
    JsonNode fields =
        SharedElasticsearch.get("/evolving/_mapping").at("/evolving/mappings/properties");
    for (int field = 0; field < 20; field++) {
      // Without the schema a text that looks like a date, or a double without fraction, is neither.
      assertThat(fields.path("f" + field).path("type").asText())
          .as("f" + field)
          .isEqualTo(List.of("long", "double", "boolean", "text", "date").get(field % 5));
    }
    assertThat(Files.readString(worker.log())).doesNotContain("do not all fit 'evolving'");
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

  /** A record with its schema, which gets a field more every hundred records. */
  private static String evolving(int i) {
    List<String> types =
        List.of(
            "\"int64\"",
            "\"double\"",
            "\"boolean\"",
            "\"string\"",
            "\"int64\",\"name\":\"org.apache.kafka.connect.data.Timestamp\"");
    List<String> values = List.of("7", "7", "true", "\"2001-01-01\"", "978307200000");
    StringBuilder fields = new StringBuilder("{\"field\":\"id\",\"type\":\"int64\"}");
    int newest = i / 100;
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
    Map<String, String> config = SharedElasticsearch.config(topic);
    config.remove("name");
    config.put("connector.class", ElasticsearchSinkConnector.class.getName());
    config.put("topics", topic);
    config.put("tasks.max", "1");
    config.put("consumer.override.auto.offset.reset", "earliest");
    config.put("errors.tolerance", "all");
    config.put("errors.deadletterqueue.topic.replication.factor", "1");
    config.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    config.put("elasticsearch.index.settings", "{\"number_of_replicas\": 0}");
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
