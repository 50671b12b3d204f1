package io.acequia.object.store.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.acequia.commons.retry.RetryAfter;
import io.acequia.testkit.SinkTaskDriver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a task makes of answers that a store gives only under load, over real HTTP. */
class SinkFaultsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final TopicPartition P0 = new TopicPartition("events", 0);

  private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
  private final List<Long> writes = new ArrayList<>();
  private HttpServer server;
  private SinkTaskDriver worker;

  /** An answer to a write that writes nothing. */
  private record Refusal(int status, String code, Supplier<String> retryAfter) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    Map<String, String> config = new HashMap<>();
    config.put("name", "faults");
    config.put("objects.url", "s3://bucket/faults");
    config.put("objects.endpoint", "http://127.0.0.1:" + server.getAddress().getPort());
    config.put("objects.path.style.enabled", "true");
    config.put("objects.access.key.id", "id");
    config.put("objects.secret.access.key", "secret");
    config.put("objects.delivery", "at-least-once");
    config.put("objects.rotate.interval.ms", "10");
    config.put("objects.retry.backoff.ms", "10");
    config.put("objects.retry.backoff.max.ms", "50");
    worker = FolderSink.start(config);
    worker.assign(P0);
  }

  @AfterEach
  void stop() {
    worker.stop();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      if (!exchange.getRequestMethod().equals("PUT")) {
        send(exchange, 200, "<ListMultipartUploadsResult></ListMultipartUploadsResult>");
        return;
      }
      synchronized (writes) {
        writes.add(System.nanoTime());
      }
      Refusal refusal = refusals.poll();
      if (refusal == null) {
        exchange.getResponseHeaders().set("ETag", "\"1\"");
        send(exchange, 200, "");
      } else {
        exchange.getResponseHeaders().set("Retry-After", refusal.retryAfter.get());
        send(exchange, refusal.status, "<Error><Code>" + refusal.code + "</Code></Error>");
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void waitsAsManySecondsAsItIsAskedTo(int status) {
    refusals.add(new Refusal(status, "SlowDown", () -> "2"));
    assertThat(waited()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void waitsUntilTheDateItIsAskedFor() {
    // Counted from the answer on, however long the request took; dates have no milliseconds.
    refusals.add(
        new Refusal(
            429, "TooManyRequests", () -> RetryAfter.httpDate(Instant.now().plusSeconds(3))));
    assertThat(waited()).isGreaterThanOrEqualTo(Duration.ofMillis(1_500));
  }

  /** Between the first write and the second, which succeeds; nothing is reported. */
  private Duration waited() {
    worker.deliver(List.of(FolderSink.record("events", 0, 0, Map.of("n", 1L))));
    worker.awaitCommitted(P0, 1, PATIENCE);
    assertThat(worker.context().reported()).isEmpty();
    synchronized (writes) {
      assertThat(writes).hasSize(2);
      return Duration.ofNanos(writes.get(1) - writes.get(0));
    }
  }
}
