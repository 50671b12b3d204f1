package io.acequia.http.source;

import static io.acequia.http.source.IngestApi.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.http.source.server.Listeners;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebSocketStreamTest {

  private IngestApi api;
  private TaskInWorker worker;
  private final Received received = new Received();

  @BeforeEach
  void start() throws Exception {
    api = new IngestApi();
    worker = new TaskInWorker(Listeners.OF_WORKER);
  }

  @AfterEach
  void stop() throws Exception {
    worker.close();
  }

  private static final class Received implements WebSocket.Listener {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        messages.add(partial.toString());
        partial.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  private WebSocket connect(String key) {
    return api.client()
        .newWebSocketBuilder()
        .header("Authorization", "Bearer " + key)
        .buildAsync(URI.create("ws://127.0.0.1:" + api.port() + "/v2/ingest/stream"), received)
        .join();
  }

  private JsonNode next() throws Exception {
    return json(received.messages.take());
  }

  private static String frame(long sequence, String stream) {
    return "{\"sequence\":%d,\"stream_id\":\"%s\",\"event_type\":\"a\",\"data\":{}}"
        .formatted(sequence, stream);
  }

  @Test
  void acknowledgesFramesInOrderWhateverOrderTheySettleIn() throws Exception {
    worker.start(api.config()).holding(record -> true).poll();
    WebSocket socket = connect(IngestApi.KEY);
    socket.sendText(frame(11, "flights"), true).join();
    SourceRecord first = worker.awaitHeld();
    socket.sendText(frame(12, "flights"), true).join();
    SourceRecord second = worker.awaitHeld();
    worker.acknowledge(second);
    socket.sendText("nonsense", true).join();
    assertThat(received.messages).isEmpty();

    worker.acknowledge(first);

    JsonNode one = next();
    assertThat(one.get("sequence").asLong()).isEqualTo(11);
    assertThat(one.get("status").asText()).isEqualTo("accepted");
    assertThat(one.get("event_id").asText()).startsWith("evt_");
    assertThat(next().get("sequence").asLong()).isEqualTo(12);
    JsonNode bad = next();
    assertThat(bad.get("sequence").asLong()).isEqualTo(3);
    assertThat(bad.get("status").asText()).isEqualTo("rejected");
    assertThat(bad.at("/error/code").asText()).isEqualTo("INVALID_JSON");
    assertThat(bad.at("/error/request_id").asText()).startsWith("req_");
  }

  @Test
  void doesNotWriteTheSequenceNumber() throws Exception {
    worker.start(api.config("http.ingest.value.format", "raw")).poll();
    connect(IngestApi.KEY).sendText(frame(7, "flights"), true).join();
    next();
    assertThat(new String((byte[]) worker.polled().get(0).value(), "UTF-8"))
        .doesNotContain("sequence")
        .endsWith("\"data\":{}}");
  }

  @Test
  void takesArraysAndBatches() throws Exception {
    worker.start(api.config()).poll();
    WebSocket socket = connect(IngestApi.KEY);
    socket
        .sendText(
            "[{\"stream_id\":\"flights\",\"event_type\":\"a\",\"data\":{}},{\"data\":1}]", true)
        .join();
    JsonNode array = next();
    assertThat(array.get("sequence").asLong()).isEqualTo(1);
    assertThat(array.get("status").asText()).isEqualTo("partial");
    assertThat(array.at("/results/1/error/code").asText()).isEqualTo("INVALID_EVENT");

    socket
        .sendText(
            "{\"sequence\":9,\"stream_id\":\"user-1\",\"events\":[{\"event_type\":\"a\",\"data\":{}}]}",
            true)
        .join();
    JsonNode batch = next();
    assertThat(batch.get("sequence").asLong()).isEqualTo(9);
    assertThat(batch.get("accepted").asInt()).isEqualTo(1);
  }

  @Test
  void countsEachFrameAgainstTheRateLimit() throws Exception {
    worker.start(api.config()).poll();
    // Two requests an hour: the handshake is the first.
    WebSocket socket = connect(IngestApi.OTHER_KEY);
    socket.sendText(frame(1, "user-1"), true).join();
    assertThat(next().get("status").asText()).isEqualTo("accepted");
    socket.sendText(frame(2, "user-1"), true).join();
    JsonNode limited = next();
    assertThat(limited.at("/error/code").asText()).isEqualTo("RATE_LIMIT_EXCEEDED");
    assertThat(limited.at("/error/details/retry_after_ms").asLong()).isPositive();
  }

  @Test
  void letsNobodyInWithoutAKeyOrFromAForeignPage() throws Exception {
    worker.start(api.config()).poll();
    assertThatThrownBy(() -> connect("wrong"))
        .hasRootCauseMessage("Unexpected HTTP response status code 401");
    assertThatThrownBy(
            () ->
                api.client()
                    .newWebSocketBuilder()
                    .header("X-API-Key", IngestApi.KEY)
                    .header("Origin", "https://elsewhere.example")
                    .buildAsync(
                        URI.create("ws://127.0.0.1:" + api.port() + "/v2/ingest/stream"), received)
                    .join())
        .hasRootCauseMessage("Unexpected HTTP response status code 403");
  }
}
