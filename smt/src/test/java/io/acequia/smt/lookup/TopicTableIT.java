package io.acequia.smt.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.local.process.Await;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real broker, which is also frozen. */
class TopicTableIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Kafka's own clients take half a minute to close where no broker answers. */
  private static final Duration INSTANT = Duration.ofSeconds(20);

  private static LocalKafka kafka;

  private final String topic = "table-" + UUID.randomUUID();
  private LookupTable table;

  @BeforeAll
  static void startBroker() throws Exception {
    Path parent = Files.createDirectories(Path.of("target", "kafka-it").toAbsolutePath());
    Path folder = Files.createTempDirectory(parent, "run");
    kafka = LocalKafka.builder(KafkaRuntime.newest(), folder).build().start();
  }

  @AfterAll
  static void stopBroker() {
    if (kafka != null) {
      kafka.stop();
    }
  }

  @BeforeEach
  void createTopic() throws Exception {
    try (Admin admin = kafka.admin()) {
      NewTopic compacted =
          new NewTopic(topic, 3, (short) 1).configs(Map.of("cleanup.policy", "compact"));
      admin.createTopics(List.of(compacted)).all().get(2, TimeUnit.MINUTES);
    }
  }

  @AfterEach
  void close() {
    if (table != null) {
      table.close();
    }
  }

  @Test
  void readsAllThatIsThereAndThenFollows() {
    sendAll(i -> "k" + i, i -> "{\"n\": " + i + "}", 1_000);
    send("k7", "{\"n\": 77}");
    send("k8", null);
    open(Map.of());
    assertThat(table.find("k999").named("n")).isEqualTo(999L);
    assertThat(table.find("k7").named("n")).isEqualTo(77L);
    assertThat(table.find("k8")).isNull();
    send("k999", null);
    send("new", "{\"n\": 1, \"town\": \"Chur\"}");
    Await.until("the new row", PATIENCE, () -> table.find("new") != null);
    Await.until("the deletion", PATIENCE, () -> table.find("k999") == null);
    assertThat(table.shape().names()).containsExactly("n", "town");
    assertThat(table.find("k7").struct(table.shape().all()).getString("town")).isNull();
    assertThat(table.find("k7").struct(table.shape().all()).getInt64("n")).isEqualTo(77L);
  }

  @Test
  void readsAnEmptyTopic() {
    open(Map.of());
    assertThat(table.find("k")).isNull();
    assertThat(table.shape().names()).isEmpty();
  }

  @Test
  void takesTextsAndKeysOfJson() {
    send("{\"b\": \"x\", \"a\": 1}", "one");
    open(Map.of("topic.key.format", "json", "topic.value.format", "text", "table.key", "a,b"));
    assertThat(table.keySize()).isEqualTo(2);
    assertThat(table.find(List.of(1L, "x")).named("value")).isEqualTo("one");
    table.close();
    open(Map.of("topic.key.format", "json", "topic.value.format", "text"));
    send("7", "seven");
    Await.until("the number", PATIENCE, () -> table.find(7) != null);
  }

  @Test
  void passesOverWhatIsNotOfTheFormat() {
    send("a", "{\"n\": 1}");
    send("a", "no json");
    send("a", "[1]");
    send(null, "{\"n\": 1}");
    send("b", "{\"n\": 2}");
    open(Map.of("table.types", "n:int64"));
    send("b", "{\"n\": \"many\"}");
    send("c", "{\"n\": \"3\"}");
    Await.until("the last row", PATIENCE, () -> table.find("c") != null);
    assertThat(table.find("a").named("n")).isEqualTo(1L);
    Await.until("the row", PATIENCE, () -> Long.valueOf(2).equals(table.find("b").named("n")));
    assertThat(table.find("c").named("n")).isEqualTo(3L);
  }

  @Test
  void frozenBrokerLeavesTheRowsAndAnInstantClose() {
    send("a", "{\"n\": 1}");
    open(Map.of());
    kafka.pause();
    try {
      assertThat(table.find("a").named("n")).isEqualTo(1L);
      long start = System.nanoTime();
      table.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(INSTANT);
    } finally {
      kafka.resume();
    }
  }

  @Test
  void brokerThatComesBackIsFollowedAgain() {
    send("a", "{\"n\": 1}");
    open(Map.of());
    kafka.restart();
    send("a", "{\"n\": 2}");
    Await.until("the new row", PATIENCE, () -> Long.valueOf(2).equals(table.find("a").named("n")));
  }

  @Test
  void tooManyRowsEndTheTable() {
    send("a", "{}");
    open(Map.of("table.max.rows", "1"));
    send("b", "{}");
    Await.until("the end", PATIENCE, () -> ended());
    assertThatThrownBy(() -> table.find("a"))
        .isInstanceOf(ConnectException.class)
        .hasStackTraceContaining("more rows than table.max.rows, 1");
    assertThatThrownBy(() -> open(Map.of("table.max.rows", "1")))
        .isInstanceOf(ConnectException.class)
        .hasStackTraceContaining("more rows than table.max.rows, 1");
  }

  @Test
  void failsWithoutATopicOrABroker() {
    assertThatThrownBy(() -> open(Map.of("topic", "no-such-topic")))
        .isInstanceOf(ConnectException.class)
        .hasStackTraceContaining("no-such-topic");
    long start = System.nanoTime();
    assertThatThrownBy(
            () ->
                open(
                    Map.of(
                        "topic.bootstrap.servers", "127.0.0.1:1",
                        "topic.load.timeout.ms", "500",
                        "topic.reconnect.backoff.ms", "1000")))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("was not read within 500 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(INSTANT);
    assertThatThrownBy(() -> open(Map.of("topic.security.protocol", "NONE")))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> open(Map.of("table.key", "a,b")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("topic.key.format=json");
  }

  private boolean ended() {
    try {
      table.find("a");
      return false;
    } catch (ConnectException e) {
      return true;
    }
  }

  private void open(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("topic", topic);
    settings.put("topic.bootstrap.servers", kafka.bootstrap());
    settings.putAll(more);
    table = TableOptions.open(new AbstractConfig(TableOptions.DEF, settings, false), List.of());
  }

  private void send(String key, String value) {
    sendAll(i -> key, i -> value, 1);
  }

  private void sendAll(IntFunction<String> key, IntFunction<String> value, int count) {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrap());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < count; i++) {
        producer.send(new ProducerRecord<>(topic, bytes(key.apply(i)), bytes(value.apply(i))));
      }
    }
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
