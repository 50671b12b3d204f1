package io.acequia.streams.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.local.process.Await;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import io.acequia.local.process.ProjectRoot;
import io.acequia.local.process.SchemaRegistry;
import io.acequia.testkit.ConfluentClasses;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged plugin in a real worker with a real broker and a real registry: Avro in and out,
 * written and read by Confluent's own classes.
 */
@Timeout(900)
class AvroInWorkerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final int FLIGHTS = 5_000;
  private static final Schema FLIGHT =
      SchemaBuilder.struct()
          .name("air.Flight")
          .field("origin", Schema.STRING_SCHEMA)
          .field("notes", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
          .field("delay", Schema.OPTIONAL_INT32_SCHEMA)
          .build();

  @TempDir Path folder;

  @Test
  void resultsAreWhatAPlainComputationGives() throws Exception {
    KafkaRuntime runtime = KafkaRuntime.newest();
    Path plugins = ProjectRoot.path().resolve("streams-transforms/target/plugin");
    try (LocalKafka kafka = LocalKafka.builder(runtime, folder.resolve("kafka")).build().start();
        SchemaRegistry registry =
            SchemaRegistry.builder(folder.resolve("registry")).build().start();
        ConnectWorker worker =
            ConnectWorker.builder(runtime, folder.resolve("worker"), kafka.bootstrap())
                .pluginPath(plugins)
                .heap("400m")
                .build()
                .start()) {
      Converter confluent =
          ConfluentClasses.converter(Map.of("schema.registry.url", registry.url()), false);
      Map<String, String> expected = send(kafka, confluent);
      worker.client().put("avro", config(kafka, registry));
      worker.client().awaitRunning("avro", PATIENCE);
      Await.until("the results", PATIENCE, () -> committed(kafka, confluent).equals(expected));
      assertThat(expected).hasSizeGreaterThan(3);
    }
  }

  private Map<String, String> config(LocalKafka kafka, SchemaRegistry registry) {
    Map<String, String> config = new HashMap<>();
    config.put("connector.class", StreamsConnector.class.getName());
    config.put("tasks.max", "1");
    config.put("streams.bootstrap.servers", kafka.bootstrap());
    config.put("streams.state.dir", folder.resolve("state").toString());
    config.put("streams.config.replication.factor", "1");
    config.put("streams.registry.basic.auth.user.info", "nobody:asks");
    config.put(
        "plan",
        """
        {"source":{"topic":"flights","format":"avro","registry":"%1$s"},
         "where":"delay IS NOT NULL","group_by":["origin"],
         "window":{"type":"tumbling","size":"1m","grace":"1d"},
         "aggregate":[{"op":"count","as":"flights"},{"op":"sum","field":"delay","as":"delays"}],
         "sink":{"topic":"delays","format":"avro","registry":"%1$s"}}"""
            .formatted(registry.url()));
    return config;
  }

  private static Map<String, String> send(LocalKafka kafka, Converter confluent) throws Exception {
    try (Admin admin = kafka.admin()) {
      admin
          .createTopics(List.of(new NewTopic("flights", 2, (short) 1)))
          .all()
          .get(2, TimeUnit.MINUTES);
    }
    long start = Instant.now().minusSeconds(3_600).toEpochMilli();
    Map<String, long[]> sums = new HashMap<>();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < FLIGHTS; i++) {
        String origin = List.of("DTW", "HNL", "SFO").get(i * 7 % 3);
        Integer delay = i % 10 == 0 ? null : i * 31 % 97;
        long time = start + i * 20L;
        Struct flight =
            new Struct(FLIGHT).put("origin", origin).put("notes", List.of("x")).put("delay", delay);
        byte[] value = confluent.fromConnectData("flights", FLIGHT, flight);
        sent.add(producer.send(new ProducerRecord<>("flights", i % 2, time, null, value)));
        if (delay != null) {
          long[] sum = sums.computeIfAbsent(origin + "@" + time / 60_000, key -> new long[2]);
          sum[0]++;
          sum[1] += delay;
        }
      }
    }
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
    Map<String, String> expected = new TreeMap<>();
    sums.forEach((key, sum) -> expected.put(key, sum[0] + " " + sum[1]));
    return expected;
  }

  private static Map<String, String> committed(LocalKafka kafka, Converter confluent) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", kafka.bootstrap());
    config.put("isolation.level", "read_committed");
    Map<String, String> last = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor("delays").stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      for (TopicPartition partition : partitions) {
        while (consumer.position(partition) < ends.get(partition)) {
          consumer
              .poll(Duration.ofMillis(200))
              .forEach(
                  record -> {
                    Struct row = (Struct) confluent.toConnectData("delays", record.value()).value();
                    long start =
                        Instant.parse(row.getString("window_start")).toEpochMilli() / 60_000;
                    last.put(
                        row.getString("origin") + "@" + start,
                        row.getInt64("flights") + " " + row.get("delays"));
                  });
        }
      }
    }
    return last;
  }
}
