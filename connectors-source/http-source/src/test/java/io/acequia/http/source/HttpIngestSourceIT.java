package io.acequia.http.source;

import static io.acequia.http.source.IngestApi.event;
import static io.acequia.http.source.IngestApi.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.local.process.Await;
import io.acequia.local.process.ConnectRestException;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import io.acequia.local.process.ProjectRoot;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpIngestSourceIT {

  // A worker that was killed leaves transactions behind, and they time out after a minute.
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String EVENTS = "/v2/ingest/events";

  @TempDir static Path folder;

  private LocalKafka kafka;
  private ConnectWorker worker;
  private IngestApi api;
  private int tests;
  private String name = "";
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
    // Of each test its own: a connector that is deleted leaves its offsets behind.
    name = "ingest-" + ++tests;
    topic = "flights-" + tests;
  }

  @AfterEach
  void remove() {
    worker.start();
    worker.client().delete(name);
  }

  private void deploy(String... changes) {
    Map<String, String> config = new HashMap<>(api.config(changes));
    config.put("name", name);
    config.put("connector.class", HttpIngestSourceConnector.class.getName());
    config.putIfAbsent("tasks.max", "1");
    config.put("http.ingest.topic", topic);
    config.put("topic.creation.default.partitions", "1");
    config.put("topic.creation.default.replication.factor", "1");
    worker.client().put(name, config);
    worker.client().awaitRunning(name, PATIENCE);
  }

  /**
   * What a reader of committed records sees, up to the topic's very end: a transaction that a
   * killed worker left open hides what came after it until the next producer has ended it.
   */
  private List<ConsumerRecord<String, String>> written() {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> everything = consumer("read_uncommitted");
        KafkaConsumer<String, String> committed = consumer("read_committed")) {
      long end = everything.endOffsets(List.of(partition)).get(partition);
      committed.assign(List.of(partition));
      committed.seekToBeginning(List.of(partition));
      while (committed.position(partition) < end) {
        committed.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
    }
    return records;
  }

  private KafkaConsumer<String, String> consumer(String isolation) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            kafka.bootstrap(),
            "isolation.level",
            isolation,
            "key.deserializer",
            StringDeserializer.class,
            "value.deserializer",
            StringDeserializer.class));
  }

  private Set<String> keys() {
    Set<String> keys = new HashSet<>();
    written().forEach(record -> keys.add(record.key()));
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
    assertThat(keys()).containsExactlyInAnyOrder("e1", "e2");
    assertThat(json(written().get(0).value()).at("/data/origin").asText()).isEqualTo("DTW");
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
    worker.client().awaitRunning(name, PATIENCE);

    sendUntilAccepted(accepted.iterator().next());
    assertThat(lost(accepted)).isEmpty();
  }

  private Set<String> lost(Set<String> accepted) {
    Set<String> lost = new TreeSet<>(accepted);
    lost.removeAll(keys());
    return lost;
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
    sendUntilAccepted("before");
    worker.client().restart(name);
    sendUntilAccepted("restarted");
    deploy("tasks.max", "3", "http.ingest.rate.limit", "1000/second");
    // Offsets are committed with the records: every task that wrote has one.
    for (int i = 0; !tasksWithOffsets().equals(Set.of(0, 1, 2)); i++) {
      sendUntilAccepted("reconfigured" + i);
    }
    assertThat(keys()).contains("before", "restarted", "reconfigured0");
  }

  private Set<Integer> tasksWithOffsets() {
    Set<Integer> tasks = new HashSet<>();
    worker
        .client()
        .offsets(name)
        .get("offsets")
        .forEach(offset -> tasks.add(offset.at("/partition/task").asInt()));
    return tasks;
  }

  /** As a client does: between the old tasks and the new ones nobody listens. */
  private void sendUntilAccepted(String id) throws InterruptedException {
    boolean accepted = false;
    while (!accepted) {
      accepted = isAccepted(id);
    }
  }

  private boolean isAccepted(String id) throws InterruptedException {
    try {
      return api.send(api.post(EVENTS, event("flights", id))).statusCode() == 200;
    } catch (IOException nobodyListens) {
      return false;
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
    assertThat(lost(accepted)).isEmpty();
  }

  @Test
  void takesNothingWhilePausedAndGoesOnAfterwards() throws Exception {
    deploy("http.ingest.answer.timeout.ms", "300");
    worker.client().pause(name);
    worker.client().awaitState(name, "PAUSED", PATIENCE);
    HttpResponse<String> refused = api.send(api.post(EVENTS, event("flights", "paused")));
    assertThat(refused.statusCode()).isEqualTo(503);
    worker.client().resume(name);
    worker.client().awaitState(name, "RUNNING", PATIENCE);
    sendUntilAccepted("resumed");
    assertThat(keys()).containsExactly("resumed");
  }

  @Test
  void letsItsOffsetsBeAltered() throws Exception {
    deploy();
    api.send(api.post(EVENTS, event("flights", "e1")));
    JsonNode offsets = worker.client().offsets(name).get("offsets");
    assertThat(offsets.at("/0/partition/task").asText()).isEqualTo("0");
    assertThat(offsets.at("/0/offset/sequence").asLong()).isPositive();
    worker.client().stop(name);
    worker.client().awaitState(name, "STOPPED", PATIENCE);

    worker.client().patchOffsets(name, json("[" + offset("0", "1000") + "]"));
    assertThat(worker.client().offsets(name).at("/offsets/0/offset/sequence").asLong())
        .isEqualTo(1000);
    for (String wrong : List.of(offset("zero", "1"), offset("0", "-1"), offset("0", "\"x\""))) {
      assertThatThrownBy(() -> worker.client().patchOffsets(name, json("[" + wrong + "]")))
          .isInstanceOf(ConnectRestException.class)
          .hasMessageContaining("must be");
    }
    worker.client().deleteOffsets(name);
    worker.client().resume(name);
    worker.client().awaitRunning(name, PATIENCE);
    sendUntilAccepted("e2");
  }

  /** Whoever is told that an event is accepted may rely on it, with any tolerance. */
  @Test
  void outageOfKafkaAcceptsNothingAndLosesNothing() throws Exception {
    deploy(
        "errors.tolerance", "all",
        "producer.override.linger.ms", "0",
        // Else it may forget the topic at once, and wait for that in place of sending.
        "producer.override.metadata.recovery.strategy", "none",
        "producer.override.request.timeout.ms", "1000",
        "producer.override.delivery.timeout.ms", "2000");
    sendUntilAccepted("before");
    kafka.kill();
    try {
      Await.until(
          "a record that was not sent within delivery.timeout.ms",
          PATIENCE,
          () -> {
            assertThat(isAccepted("during")).isFalse();
            return Files.readString(worker.log()).contains("failed to send record to " + topic);
          });
      assertThat(isAccepted("during")).isFalse();
    } finally {
      // The other tests need it.
      kafka.start();
    }
    worker.client().awaitRunning(name, PATIENCE);
    sendUntilAccepted("after");
    assertThat(keys()).contains("before", "after");
  }

  private static String offset(String task, String sequence) {
    return "{\"partition\":{\"task\":\"%s\"},\"offset\":{\"sequence\":%s}}"
        .formatted(task, sequence);
  }
}
