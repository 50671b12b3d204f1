package io.acequia.http.source;

import static io.acequia.http.source.IngestApi.event;
import static io.acequia.http.source.IngestApi.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.local.process.ConnectRestException;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import io.acequia.local.process.ProjectRoot;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged plugin in a real worker, on a real broker. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpIngestSourceIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NAME = "ingest";
  private static final String EVENTS = "/v2/ingest/events";

  @TempDir static Path folder;

  private LocalKafka kafka;
  private ConnectWorker worker;
  private IngestApi api;
  private int topics;
  private String topic = "";

  @BeforeAll
  void startServers() {
    KafkaRuntime runtime = KafkaRuntime.newest();
    kafka = LocalKafka.builder(runtime, folder.resolve("kafka")).build();
    worker =
        ConnectWorker.builder(runtime, folder.resolve("connect"), kafka.bootstrap())
            .pluginPath(ProjectRoot.path().resolve("connectors-source/http-source/target/plugin"))
            .build();
    kafka.start();
  }

  @AfterAll
  void stopServers() {
    worker.close();
    kafka.close();
  }

  @BeforeEach
  void choose() throws IOException {
    worker.start();
    api = new IngestApi();
    topic = "flights-" + ++topics;
  }

  @AfterEach
  void remove() {
    worker.start();
    worker.client().delete(NAME);
  }

  private void deploy(String... changes) {
    Map<String, String> config = new HashMap<>(api.config(changes));
    config.put("connector.class", HttpIngestSourceConnector.class.getName());
    config.putIfAbsent("tasks.max", "1");
    config.put("http.ingest.topic", topic);
    config.put("topic.creation.default.partitions", "1");
    config.put("topic.creation.default.replication.factor", "1");
    worker.client().put(NAME, config);
    worker.client().awaitRunning(NAME, PATIENCE);
  }

  private List<ConsumerRecord<String, String>> written(String isolation) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrap(),
            "isolation.level",
            isolation,
            "key.deserializer",
            StringDeserializer.class,
            "value.deserializer",
            StringDeserializer.class);
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
    }
    return records;
  }

  private Set<String> keys(String isolation) {
    Set<String> keys = new HashSet<>();
    written(isolation).forEach(record -> keys.add(record.key()));
    return keys;
  }

  @Test
  void writesEventsAndOffsetsOnceTheyAreCommitted() throws Exception {
    deploy();
    JsonNode answer =
        json(
            api.send(
                api.post(
                    "/v2/ingest/batch",
                    "[" + event("flights", "e1") + "," + event("user-1", "e2") + "]")));
    assertThat(answer.get("accepted").asInt()).isEqualTo(2);
    assertThat(keys("read_committed")).containsExactlyInAnyOrder("e1", "e2");
    assertThat(json(written("read_committed").get(0).value()).at("/data/origin").asText())
        .isEqualTo("DTW");
    assertThat(json(api.send(api.request("/v2/health").GET().build())).get("status").asText())
        .isEqualTo("healthy");
  }

  @Test
  void losesNothingAcceptedWhenTheWorkerIsKilled() throws Exception {
    deploy("tasks.max", "2");
    Set<String> accepted = ConcurrentHashMap.newKeySet();
    AtomicBoolean ended = new AtomicBoolean();
    CountDownLatch enough = new CountDownLatch(100);
    List<CompletableFuture<Void>> senders =
        IntStream.range(0, 4)
            .mapToObj(sender -> sendUntil(sender, ended, accepted, enough))
            .toList();
    enough.await();
    worker.kill();
    ended.set(true);
    senders.forEach(CompletableFuture::join);
    assertThat(accepted).hasSizeGreaterThanOrEqualTo(1_000);

    worker.restart();
    worker.client().awaitRunning(NAME, PATIENCE);

    String again = accepted.iterator().next();
    assertThat(api.send(api.post(EVENTS, event("flights", again))).statusCode()).isEqualTo(200);
    assertThat(keys("read_committed")).containsAll(accepted);
  }

  private CompletableFuture<Void> sendUntil(
      int sender, AtomicBoolean ended, Set<String> accepted, CountDownLatch batches) {
    return CompletableFuture.runAsync(
        () -> {
          for (int batch = 0; !ended.get(); batch++) {
            String prefix = sender + "-" + batch + "-";
            List<String> ids = IntStream.range(0, 10).mapToObj(i -> prefix + i).toList();
            String body =
                "[" + String.join(",", ids.stream().map(id -> event("flights", id)).toList()) + "]";
            try {
              if (api.send(api.post("/v2/ingest/batch", body)).statusCode() == 200) {
                accepted.addAll(ids);
                batches.countDown();
              }
            } catch (IOException gone) {
              // The worker was killed: nobody was told that these are accepted.
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              return;
            }
          }
        });
  }

  @Test
  void keepsItsPortOverRestartsAndSharesItBetweenTasks() throws Exception {
    deploy("tasks.max", "2");
    sendAndCheck("before");
    worker.client().get("/connectors/" + NAME + "/status");
    worker.client().restart(NAME);
    worker.client().awaitRunning(NAME, PATIENCE);
    sendAndCheck("restarted");
    deploy("tasks.max", "3", "http.ingest.rate.limit", "1000/second");
    sendAndCheck("reconfigured");
    assertThat(keys("read_committed")).contains("before0", "restarted0", "reconfigured0");
    Set<Integer> tasks = new HashSet<>();
    // Offsets are committed with the records: every task that wrote has one.
    worker
        .client()
        .offsets(NAME)
        .get("offsets")
        .forEach(offset -> tasks.add(offset.at("/partition/task").asInt()));
    assertThat(tasks).contains(0, 1, 2);
  }

  private void sendAndCheck(String prefix) throws Exception {
    boolean sent = false;
    for (int i = 0; i < 12 || !sent; i++) {
      try {
        String id = prefix + (sent ? i : 0);
        sent |= api.send(api.post(EVENTS, event("flights", id))).statusCode() == 200;
      } catch (IOException notYet) {
        // Between the old tasks and the new ones nobody listens.
      }
    }
  }

  @Test
  void answersWhatIsOnItsWayWhenTheWorkerEnds() throws Exception {
    deploy();
    AtomicBoolean ended = new AtomicBoolean();
    Set<String> accepted = ConcurrentHashMap.newKeySet();
    CountDownLatch enough = new CountDownLatch(20);
    List<CompletableFuture<Void>> senders =
        IntStream.range(0, 4)
            .mapToObj(sender -> sendUntil(sender, ended, accepted, enough))
            .toList();
    enough.await();
    worker.stop();
    ended.set(true);
    senders.forEach(CompletableFuture::join);
    assertThat(worker.alive()).isFalse();
    assertThat(keys("read_committed")).containsAll(accepted);
  }

  @Test
  void takesNothingWhilePausedAndGoesOnAfterwards() throws Exception {
    deploy("http.ingest.answer.timeout.ms", "300");
    worker.client().pause(NAME);
    worker.client().awaitState(NAME, "PAUSED", PATIENCE);
    HttpResponse<String> refused = api.send(api.post(EVENTS, event("flights", "paused")));
    assertThat(refused.statusCode()).isEqualTo(503);
    worker.client().resume(NAME);
    worker.client().awaitState(NAME, "RUNNING", PATIENCE);
    assertThat(api.send(api.post(EVENTS, event("flights", "resumed"))).statusCode()).isEqualTo(200);
    assertThat(keys("read_committed")).containsExactly("resumed");
  }

  @Test
  void letsItsOffsetsBeAltered() throws Exception {
    deploy();
    api.send(api.post(EVENTS, event("flights", "e1")));
    JsonNode offsets = worker.client().offsets(NAME).get("offsets");
    assertThat(offsets.at("/0/partition/task").asText()).isEqualTo("0");
    assertThat(offsets.at("/0/offset/sequence").asLong()).isPositive();
    worker.client().stop(NAME);
    worker.client().awaitState(NAME, "STOPPED", PATIENCE);

    worker.client().patchOffsets(NAME, json("[" + offset("0", "1000") + "]"));
    assertThat(worker.client().offsets(NAME).at("/offsets/0/offset/sequence").asLong())
        .isEqualTo(1000);
    for (String wrong : List.of(offset("zero", "1"), offset("0", "-1"), offset("0", "\"x\""))) {
      assertThatThrownBy(() -> worker.client().patchOffsets(NAME, json("[" + wrong + "]")))
          .isInstanceOf(ConnectRestException.class)
          .hasMessageContaining("must be");
    }
    worker.client().deleteOffsets(NAME);
    worker.client().resume(NAME);
    worker.client().awaitRunning(NAME, PATIENCE);
    assertThat(api.send(api.post(EVENTS, event("flights", "e2"))).statusCode()).isEqualTo(200);
  }

  private static String offset(String task, String sequence) {
    return "{\"partition\":{\"task\":\"%s\"},\"offset\":{\"sequence\":%s}}"
        .formatted(task, sequence);
  }
}
