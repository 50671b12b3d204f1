package io.acequia.bench;

import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.FreePorts;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A broker and a worker for HTTP ingest, and prepared batches of flights to send. */
final class IngestStack implements AutoCloseable {

  static final int EVENTS = 500;
  static final int CONNECTIONS = 8;

  private static final String KEY = "bench-key-of-no-secrecy";
  private static final String TOPIC = "flights";

  private final LocalKafka kafka;
  private final ConnectWorker worker;
  private final URI ingest = URI.create("http://127.0.0.1:" + FreePorts.next());
  private final FlightRows flights;
  private @Nullable String deployed;

  IngestStack(Path root, Path folder) {
    this.flights = FlightRows.read(root);
    KafkaRuntime runtime = KafkaRuntime.newest();
    kafka = LocalKafka.builder(runtime, folder.resolve("kafka")).build();
    worker =
        ConnectWorker.builder(runtime, folder.resolve("connect"), kafka.bootstrap())
            .pluginPath(new PluginFolders(root).of("connectors-source/http-source"))
            .property("exactly.once.source.support", "disabled")
            .build();
  }

  void start() throws ExecutionException, InterruptedException {
    kafka.start();
    try (Admin admin = kafka.admin()) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    worker.start();
  }

  String bootstrap() {
    return kafka.bootstrap();
  }

  HeapWatch watchHeap() throws IOException {
    return new HeapWatch(worker.pid());
  }

  /** Events as they stand in the topic, about 200 bytes each. */
  List<String> values() {
    return IntStream.range(0, flights.size())
        .mapToObj(
            id ->
                "{\"event_id\":\"evt_"
                    + String.format("%022d", id)
                    + "\",\"stream_id\":\"flights\",\"timestamp\":\"2001-01-01T00:00:00Z\","
                    + "\"event_type\":\"flight.departed\",\"data\":"
                    + flights.flight(id)
                    + "}")
        .toList();
  }

  /** Replaces the ingest connector by one of this value format, and waits until it runs. */
  void deploy(String format) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("connector.class", "io.acequia.http.source.HttpIngestSourceConnector");
    config.put("tasks.max", "1");
    config.put("http.ingest.port", Integer.toString(ingest.getPort()));
    config.put(
        "http.ingest.api.keys",
        "[{\"id\":\"bench\",\"sha256\":\"" + sha256(KEY) + "\",\"streams\":[\"flights\"]}]");
    config.put("http.ingest.topic", TOPIC);
    config.put("http.ingest.streams", "flights");
    config.put("http.ingest.value.format", format);
    config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
    boolean raw = format.equals("raw");
    config.put(
        "value.converter",
        raw
            ? "org.apache.kafka.connect.converters.ByteArrayConverter"
            : "org.apache.kafka.connect.json.JsonConverter");
    if (!raw) {
      config.put("value.converter.schemas.enable", "false");
    }
    config.put("producer.override.acks", "all");
    config.put("producer.override.linger.ms", "5");
    config.put("producer.override.batch.size", "65536");
    // Not the same connector with another configuration: that one runs before it has restarted.
    if (deployed != null) {
      worker.client().delete(deployed);
    }
    deployed = "ingest-" + format;
    worker.client().put(deployed, config);
    worker.client().awaitRunning(deployed, Duration.ofSeconds(30));
  }

  /**
   * Sends batches for so long.
   *
   * @throws IllegalStateException if the topic has not got as many events as were answered: a batch
   *     may be answered 200 and have been refused in part
   */
  HttpLoad.Result load(Duration duration)
      throws IOException, InterruptedException, ExecutionException {
    long before = written();
    HttpLoad.Result result = send(duration);
    long written = written() - before;
    if (written != result.answered() * EVENTS) {
      throw new IllegalStateException(
          result.answered() * EVENTS + " events were answered, and " + written + " written");
    }
    return result;
  }

  private long written() throws InterruptedException, ExecutionException {
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    try (Admin admin = kafka.admin()) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get()
          .offset();
    }
  }

  private HttpLoad.Result send(Duration duration) throws IOException, InterruptedException {
    List<byte[]> requests =
        IntStream.range(0, flights.size() / EVENTS)
            .mapToObj(batch -> flights.batch((long) batch * EVENTS, EVENTS))
            .map(body -> body.getBytes(StandardCharsets.UTF_8))
            .map(body -> HttpConnection.request(ingest, "/v2/ingest/batch", KEY, body))
            .toList();
    return new HttpLoad(ingest, requests).run(CONNECTIONS, duration);
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    worker.close();
    kafka.close();
  }
}
