package io.acequia.local.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.acequia.local.stack.StackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against an HTTP server that answers as the ingest's documentation says it does. */
class FlightSampleTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** One prepared answer; null accepts what was sent. */
  private record Answer(int status, String header, String body) {}

  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<List<String>> batches = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v2/ingest/batch", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void countsWhatWasAccepted() {
    SampleResult result = sample().send(1_100, 0, PATIENCE);
    assertThat(result.accepted()).isEqualTo(1_100);
    assertThat(result.problem()).isEmpty();
    assertThat(batches).extracting(List::size).containsExactly(500, 500, 100);
    assertThat(batches.stream().flatMap(List::stream)).doesNotHaveDuplicates();
    assertThat(keys).containsOnly("Bearer secret");
  }

  @Test
  void sendsTheSameIdsAgainAfterAnOutage() {
    answers.add(new Answer(503, "0", "{}"));
    answers.add(new Answer(429, "Thu, 01 Jan 1970 00:00:00 GMT", "{}"));
    answers.add(new Answer(500, "", "no JSON"));
    SampleResult result = sample().send(3, 0, PATIENCE);
    assertThat(result.accepted()).isEqualTo(3);
    assertThat(batches).hasSize(4).allMatch(batch -> batch.equals(batches.get(0)));
  }

  @Test
  void sendsAgainOnlyWhatMayStillBeAccepted() {
    answers.add(
        new Answer(
            200,
            "",
            """
            {"status":"partial","results":[
              {"index":0,"status":"accepted","event_id":"x"},
              {"index":1,"status":"rejected","error":{"code":"SERVICE_UNAVAILABLE"}},
              {"index":2,"status":"rejected","error":{"code":"INVALID_EVENT"}}]}"""));
    SampleResult result = sample().send(3, 0, PATIENCE);
    assertThat(result.accepted()).isEqualTo(2);
    assertThat(result.problem())
        .get()
        .asString()
        .contains("1 events were refused", "INVALID_EVENT");
    assertThat(batches.get(1)).containsExactly("run-0-1");
  }

  @Test
  void givesUpWhenNothingIsAccepted() {
    URI nobody = URI.create("http://127.0.0.1:1");
    SampleResult result =
        sample(new BatchClient(nobody, "secret")).send(3, 0, Duration.ofMillis(100));
    assertThat(result.accepted()).isZero();
    assertThat(result.problem()).get().asString().contains("nothing was accepted");
  }

  @Test
  void endsAtOnceWhenTheKeyIsWrong() {
    answers.add(new Answer(401, "", "{\"error\":{\"code\":\"AUTHENTICATION_FAILED\"}}"));
    assertThatThrownBy(() -> sample().send(3, 0, PATIENCE))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("401");
    assertThat(batches).hasSize(1);
  }

  private FlightSample sample() {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return sample(new BatchClient(url, "secret"));
  }

  private static FlightSample sample(BatchClient client) {
    return new FlightSample(
        new FlightFile(
            List.of("{\"date\":\"2001/01/01 00:47\"}", "{\"date\":\"2001/01/02 00:47\"}")),
        "run",
        client,
        new Progress(new PrintWriter(new StringWriter()), 1));
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode events =
        new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes()).path("events");
    List<String> ids = events.findValuesAsText("event_id");
    batches.add(ids);
    keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
    Answer prepared = answers.poll();
    Answer answer = prepared == null ? new Answer(200, "", allAccepted(ids)) : prepared;
    if (!answer.header().isEmpty()) {
      exchange.getResponseHeaders().add("Retry-After", answer.header());
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String allAccepted(List<String> ids) {
    List<String> results = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      results.add(
          "{\"index\":" + i + ",\"status\":\"accepted\",\"event_id\":\"" + ids.get(i) + "\"}");
    }
    return "{\"status\":\"accepted\",\"results\":[" + String.join(",", results) + "]}";
  }
}
