package io.acequia.elasticsearch.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.local.process.Await;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
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

  private static LocalKafka kafka;
  private static ConnectWorker worker;

  @BeforeAll
  static void startServers() throws Exception {
    Path parent = Files.createDirectories(Path.of("target", "worker-it").toAbsolutePath());
    Path folder = Files.createTempDirectory(parent, "run");
    kafka = LocalKafka.builder(KafkaRuntime.newest(), folder.resolve("kafka")).build().start();
    worker =
        ConnectWorker.builder(KafkaRuntime.newest(), folder.resolve("worker"), kafka.bootstrap())
            .pluginPath(Path.of("target", "plugin").toAbsolutePath())
            .heap("512m")
            .build()
            .start();
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
    JsonNode distinct =
        SharedElasticsearch.call(
            "POST",
            "/killed/_search?size=0",
            "{\"aggs\":{" + "\"sum\":{\"sum\":{\"field\":\"id\"}}}}");
    assertThat(distinct.at("/aggregations/sum/value").asLong()).isEqualTo(40_000L * 39_999 / 2);
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
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", kafka.bootstrap());
    settings.put("enable.idempotence", true);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (long i = from; i < to; i++) {
        producer.send(new ProducerRecord<>(topic, value.apply(i).getBytes(StandardCharsets.UTF_8)));
      }
      producer.flush();
    }
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
