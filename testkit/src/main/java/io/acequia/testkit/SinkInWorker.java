package io.acequia.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.local.process.Await;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * A module's packaged sink in a real worker with 512 MB of heap, behind a real broker, and the
 * steps of which tests of it are made. Each waits for what it does.
 */
public final class SinkInWorker implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int RECORDS_A_SECOND = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final LocalKafka kafka;
  private final ConnectWorker worker;

  private SinkInWorker(Path folder) {
    this.folder = folder;
    this.kafka = LocalKafka.builder(KafkaRuntime.newest(), folder.resolve("kafka")).build();
    this.worker = newWorker("worker");
  }

  /** Starts a broker and a worker, which has the plugin of {@code target/plugin}. */
  public static SinkInWorker start() throws IOException {
    Path parent = Files.createDirectories(Path.of("target", "worker-it").toAbsolutePath());
    SinkInWorker started = new SinkInWorker(Files.createTempDirectory(parent, "run"));
    started.kafka.start();
    started.worker.start();
    return started;
  }

  private ConnectWorker newWorker(String name) {
    return ConnectWorker.builder(KafkaRuntime.newest(), folder.resolve(name), kafka.bootstrap())
        .pluginPath(Path.of("target", "plugin").toAbsolutePath())
        .heap("512m")
        .build();
  }

  /** The folder of this run, for what a test keeps beside. */
  public Path folder() {
    return folder;
  }

  /**
   * A sink of one topic, read by one task from its beginning as bytes, that tolerates bad records.
   *
   * @param more the sink's own settings; its name, if it is there, is left out
   */
  public static Map<String, String> config(
      Class<? extends SinkConnector> sink, String topic, Map<String, String> more) {
    Map<String, String> config = new HashMap<>(more);
    config.remove("name");
    config.put("connector.class", sink.getName());
    config.put("topics", topic);
    config.put("tasks.max", "1");
    config.put("consumer.override.auto.offset.reset", "earliest");
    config.put("errors.tolerance", "all");
    config.put("errors.deadletterqueue.topic.replication.factor", "1");
    config.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    return config;
  }

  /** Puts a transform in front of the sink that names a topic {@code raw.x} just {@code x}. */
  public static void renameTopics(Map<String, String> config) {
    config.put("transforms", "route");
    config.put("transforms.route.type", "org.apache.kafka.connect.transforms.RegexRouter");
    config.put("transforms.route.regex", "raw\\.(.*)");
    config.put("transforms.route.replacement", "$1");
  }

  /** Makes the sink read records with their schemas, in two tasks. */
  public static void readSchemasInTwoTasks(Map<String, String> config) {
    config.put("tasks.max", "2");
    config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    config.put("value.converter.schemas.enable", "true");
  }

  /** Creates a topic. */
  public void topic(String name, int partitions) throws Exception {
    try (Admin admin = kafka.admin()) {
      admin
          .createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
          .all()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** Creates topics of one partition each. */
  public void topics(List<String> names) throws Exception {
    try (Admin admin = kafka.admin()) {
      admin
          .createTopics(names.stream().map(name -> new NewTopic(name, 1, (short) 1)).toList())
          .all()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** Creates the topic that takes the sink's bad records. */
  public void deadLetterQueue(String topic, Map<String, String> config) throws Exception {
    topic(topic, 1);
    config.put("errors.deadletterqueue.topic.name", topic);
  }

  /** Writes the records with numbers from one to before another, in partitions that Kafka picks. */
  public void produce(String topic, long from, long to, LongFunction<String> value) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (long i = from; i < to; i++) {
        var unused = producer.send(new ProducerRecord<>(topic, utf8(value.apply(i))));
      }
    }
  }

  /** Writes so many records, one after the other to the next of so many partitions. */
  public void produceInTurn(String topic, int partitions, int count, LongFunction<String> value) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (int i = 0; i < count; i++) {
        var unused =
            producer.send(new ProducerRecord<>(topic, i % partitions, null, utf8(value.apply(i))));
      }
    }
  }

  /** Writes so many records, one after the other to the next of the topics. */
  public void produceInTurn(List<String> topics, int count, LongFunction<String> value) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (int i = 0; i < count; i++) {
        String topic = topics.get(i % topics.size());
        var unused = producer.send(new ProducerRecord<>(topic, utf8(value.apply(i))));
      }
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrap(), "enable.idempotence", true),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Creates the connector; returns when it and its tasks run. */
  public void deploy(String name, Map<String, String> config) {
    worker.client().put(name, config);
    worker.client().awaitRunning(name, PATIENCE);
  }

  /** Removes the connector. */
  public void remove(String name) {
    worker.client().delete(name);
  }

  /** The states of the connector and of its tasks. */
  public Set<String> states(String name) {
    return Set.copyOf(worker.client().status(name).findValuesAsText("state"));
  }

  /** What the worker has logged. */
  public String log() throws IOException {
    return Files.readString(worker.log());
  }

  /** Returns when the worker has logged this text. */
  public void awaitLog(String text) {
    Await.until("'" + text + "' in the worker's log", PATIENCE, () -> log().contains(text));
  }

  /** Returns when the sink has committed that offset of a partition, and no other. */
  public void awaitCommitted(String connector, String topic, int partition, long offset) {
    TopicPartition place = new TopicPartition(topic, partition);
    Await.until(
        connector + " to commit " + offset + " of " + place,
        PATIENCE,
        () -> {
          OffsetAndMetadata committed = offsets(connector).get(place);
          return committed != null && committed.offset() == offset;
        });
  }

  /** The sum of the offsets that the sink has committed. */
  public long committed(String connector) throws Exception {
    return offsets(connector).values().stream().mapToLong(OffsetAndMetadata::offset).sum();
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets(String connector) throws Exception {
    try (Admin admin = kafka.admin()) {
      return admin
          .listConsumerGroupOffsets("connect-" + connector)
          .partitionsToOffsetAndMetadata()
          .get(2, TimeUnit.MINUTES);
    }
  }

  /** Returns when each of so many tasks has a partition. */
  public void awaitAPartitionEach(String connector, int tasks) {
    String group = "connect-" + connector;
    Await.until(
        "each of " + tasks + " tasks to have a partition",
        PATIENCE,
        () -> {
          try (Admin admin = kafka.admin()) {
            var members =
                admin
                    .describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .values()
                    .iterator()
                    .next()
                    .get(2, TimeUnit.MINUTES)
                    .members();
            return members.size() == tasks
                && members.stream().noneMatch(m -> m.assignment().topicPartitions().isEmpty());
          }
        });
  }

  /** How many records partition 0 of a topic has. */
  public long records(String topic) throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (Admin admin = kafka.admin()) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .offset();
    }
  }

  /** Stops the sink, sets the offset of partition 0 of its topic by REST, and lets it go on. */
  public void patchOffset(String connector, String topic, long offset) throws Exception {
    worker.client().stop(connector);
    worker.client().awaitState(connector, "STOPPED", PATIENCE);
    Await.until(
        "no tasks", PATIENCE, () -> worker.client().status(connector).path("tasks").isEmpty());
    JsonNode offsets =
        JSON.readTree(
            """
            [{"partition": {"kafka_topic": "%s", "kafka_partition": 0},
              "offset": {"kafka_offset": %d}}]"""
                .formatted(topic, offset));
    worker.client().patchOffsets(connector, offsets);
    worker.client().resume(connector);
  }

  /**
   * Deploys a sink of a topic of two partitions, which is created and fed without a pause, and
   * kills the worker three times in the middle of writing.
   *
   * @param name of the connector and of its topic
   * @param written how many records the target has, or a number that grows with it
   * @return how many records the topic has, with the numbers from 0 on
   */
  public long killInMidWrite(
      String name, Map<String, String> config, LongFunction<String> value, Callable<Long> written)
      throws Exception {
    topic(name, 2);
    deploy(name, config);
    try (RecordFeed feed = RecordFeed.start(kafka.bootstrap(), name, RECORDS_A_SECOND, value)) {
      for (int round = 1; round <= 3; round++) {
        feed.awaitMidWrite(written);
        worker.kill();
        worker.start();
      }
      return feed.end();
    }
  }

  /** Moves partitions in the middle of writing, as {@link MovingPartitions#disturb} does. */
  public long moveInMidWrite(
      String name, Map<String, String> config, LongFunction<String> value, Callable<Long> written)
      throws Exception {
    return new MovingPartitions(kafka, worker, newWorker("second"))
        .disturb(name, config, value, written);
  }

  @Override
  public void close() {
    worker.stop();
    kafka.stop();
  }
}
