package io.acequia.object.store.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.formats.Compression;
import io.acequia.formats.FileFormat;
import io.acequia.formats.RecordFileWriter;
import io.acequia.formats.WriterOptions;
import io.acequia.local.process.Await;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import io.acequia.local.process.ObjectServer;
import io.acequia.object.store.Condition;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.config.StoreOptions;
import io.acequia.object.store.source.notify.NotifiedBucket;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged plugin in a real worker, between a real server of S3 and a real broker. */
class ObjectStoreSourceIT {

  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final int RECORDS = 2_000;
  private static final Schema SCHEMA =
      SchemaBuilder.struct()
          .field("id", Schema.INT64_SCHEMA)
          .field("text", Schema.STRING_SCHEMA)
          .build();

  private static LocalKafka kafka;
  private static ConnectWorker worker;
  private static ObjectServer objects;
  private static ObjectStore store;

  @BeforeAll
  static void startServers() throws Exception {
    Path parent = Files.createDirectories(Path.of("target", "worker-it").toAbsolutePath());
    Path folder = Files.createTempDirectory(parent, "run");
    objects = ObjectServer.builder(Files.createDirectories(folder.resolve("s3"))).build().start();
    store = openStore();
    kafka = LocalKafka.builder(KafkaRuntime.newest(), folder.resolve("kafka")).build().start();
    worker =
        ConnectWorker.builder(KafkaRuntime.newest(), folder.resolve("worker"), kafka.bootstrap())
            .pluginPath(Path.of("target", "plugin").toAbsolutePath())
            .property("exactly.once.source.support", "enabled")
            .heap("512m")
            .build()
            .start();
  }

  private static ObjectStore openStore() {
    ConfigDef def = new ConfigDef();
    StoreOptions.addTo(def);
    return StoreOptions.from(new AbstractConfig(def, storeConfig("in")) {}).open();
  }

  private static Map<String, String> storeConfig(String prefix) {
    Map<String, String> config = new HashMap<>();
    config.put("objects.url", "s3://" + ObjectServer.BUCKET + "/" + prefix);
    config.put("objects.endpoint", objects.endpoint().toString());
    config.put("objects.path.style.enabled", "true");
    config.put("objects.access.key.id", objects.accessKey());
    config.put("objects.secret.access.key", objects.secretKey());
    return config;
  }

  @AfterAll
  static void stopServers() {
    if (worker != null) {
      worker.stop();
    }
    if (kafka != null) {
      kafka.stop();
    }
    if (store != null) {
      store.close();
    }
    if (objects != null) {
      objects.stop();
    }
  }

  @Test
  void killedWorkerReadsEachRecordOfEachFormatOnceAndMovesTheObjects() throws Exception {
    List<String> keys = new ArrayList<>();
    Map<String, String> config = storeConfig("in");
    config.put("tasks.max", "2");
    config.put("objects.list.interval.ms", "500");
    config.put("objects.after.read", "move");
    config.put("objects.after.move.prefix", "done/");
    int all =
        readWithAKill(
            "read",
            config,
            firstId -> {
              long id = firstId;
              for (FileFormat format : FileFormat.values()) {
                for (int file = 0; file < 4; file++) {
                  Compression compression = file % 2 == 0 ? Compression.NONE : Compression.ZSTD;
                  keys.add(upload("in", format, compression, id));
                  id += RECORDS;
                }
              }
              return id;
            });
    Await.until(
        "all objects moved",
        PATIENCE,
        () -> {
          for (String key : keys) {
            if (store.head(key).isPresent() || store.head("done/" + key).isEmpty()) {
              return false;
            }
          }
          return true;
        });
    verifyEachOnce("read", all);
  }

  @Test
  void killedWorkerReadsWhatAQueueTellsOfOnce() throws Exception {
    NotifiedBucket bucket = NotifiedBucket.create(NotifiedBucket.Way.QUEUE);
    Map<String, String> config =
        bucket.config("tasks.max", "1", "objects.notification.visibility.timeout.ms", "10000");
    int all =
        readWithAKill(
            "told",
            config,
            firstId -> {
              long id = firstId;
              for (int file = 0; file < 10; file++) {
                StringBuilder lines = new StringBuilder();
                for (int i = 0; i < RECORDS; i++) {
                  lines.append("{\"id\":").append(id++).append("}\n");
                }
                bucket.put("in/" + firstId + "-" + file + ".jsonl", lines.toString());
              }
              return id;
            });
    Await.until("an empty queue", PATIENCE, () -> bucket.visible() + bucket.held() == 0);
    verifyEachOnce("told", all);
  }

  /** Makes objects whose records have ids from one on, and tells the id after the last. */
  private interface Offer {
    long from(long firstId) throws Exception;
  }

  /**
   * Kills the worker in the middle of what is offered, and returns when all is read. Should it have
   * been faster than the kill, it is offered more.
   *
   * @return how many records there are
   */
  private static int readWithAKill(String topic, Map<String, String> config, Offer offer)
      throws Exception {
    long offered = offer.from(0);
    deploy(topic, config);
    long before = 0;
    for (int kills = 1; true; kills++) {
      long enough = before + RECORDS;
      Await.until("some records", PATIENCE, () -> committed(topic).size() > enough);
      worker.kill();
      before = committed(topic).size();
      worker.start();
      if (before < offered) {
        break;
      }
      assertThat(kills).as("kills that came when all was read").isLessThan(5);
      offered = offer.from(offered);
    }
    int all = (int) offered;
    Await.until("all records", PATIENCE, () -> committed(topic).size() >= all);
    return all;
  }

  /** Reads into a topic of the connector's own name. */
  private static void deploy(String topic, Map<String, String> config) throws Exception {
    try (Admin admin = kafka.admin()) {
      admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
    }
    config.put("connector.class", ObjectStoreSourceConnector.class.getName());
    config.put("exactly.once.support", "required");
    config.put("objects.topic", topic);
    config.put("objects.poll.max.records", "100");
    config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    config.put("value.converter.schemas.enable", "false");
    worker.client().put(topic, config);
  }

  private static void verifyEachOnce(String topic, int all) {
    List<String> values = committed(topic);
    assertThat(values).hasSize(all);
    assertThat(values.stream().map(ObjectStoreSourceIT::id)).doesNotHaveDuplicates();
  }

  @Test
  void outageOfTheStoreOnlyDelaysItsRecords() throws Exception {
    int files = 10;
    int all = files * RECORDS;
    for (int file = 0; file < files; file++) {
      upload("outage", FileFormat.JSONL, Compression.NONE, (long) file * RECORDS);
    }
    Map<String, String> config = storeConfig("outage");
    config.put("tasks.max", "1");
    config.put("objects.retry.backoff.max.ms", "500");
    config.put("errors.tolerance", "all");
    config.put("errors.retry.timeout", "100");
    deploy("outage", config);
    Await.until("some records", PATIENCE, () -> !committed("outage").isEmpty());
    objects.stop();
    // Longer than errors.retry.timeout: a task that lets Connect retry would have failed by now.
    Await.until(
        "some attempts that failed",
        PATIENCE,
        () -> Files.readString(worker.log()).contains("the object store failed (attempt 6,"));
    assertThat(worker.client().status("outage").findValuesAsText("state")).containsOnly("RUNNING");
    assertThat(committed("outage").size()).as("records in the outage").isLessThan(all);
    objects.start();
    Await.until("all records", PATIENCE, () -> committed("outage").size() >= all);
    verifyEachOnce("outage", all);
    worker.client().delete("outage");
  }

  private static String upload(
      String folder, FileFormat format, Compression compression, long firstId) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WriterOptions options =
        WriterOptions.defaults().withCompression(compression).withBlockBytes(20_000);
    try (RecordFileWriter writer = format.writer(bytes, SCHEMA, options)) {
      for (int i = 0; i < RECORDS; i++) {
        writer.write(SCHEMA, new Struct(SCHEMA).put("id", firstId + i).put("text", "text " + i));
      }
    }
    String key = folder + "/" + format.label() + "-" + firstId + format.extension(compression);
    store.put(
        key, ByteBuffer.wrap(bytes.toByteArray()), "application/octet-stream", Condition.any());
    return key;
  }

  private static String id(String json) {
    return json.replaceFirst(".*\"id\":\"?(\\d+).*", "$1");
  }

  /** What a consumer sees that reads only what was committed. */
  private static List<String> committed(String topic) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", kafka.bootstrap(), "isolation.level", "read_committed");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          List.of(0, 1, 2).stream().map(p -> new TopicPartition(topic, p)).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }
}
