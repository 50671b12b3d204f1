package io.acequia.http.source;

import static io.acequia.http.source.IngestApi.event;
import static io.acequia.http.source.IngestApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.commons.retry.RetryAfter;
import io.acequia.http.source.server.Listeners;
import io.acequia.local.process.Await;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackPressureTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String EVENTS = "/v2/ingest/events";

  private IngestApi api;

  @BeforeEach
  void choosePort() throws Exception {
    api = new IngestApi();
  }

  private static String large(String id) {
    return "{\"event_id\":\"%s\",\"stream_id\":\"flights\",\"event_type\":\"a\",\"data\":{\"x\":\"%s\"}}"
        .formatted(id, "y".repeat(30_000));
  }

  @Test
  void refusesWhatIsTooMuchAndNeverWritesIt() throws Exception {
    try (TaskInWorker worker =
        new TaskInWorker(Listeners.OF_WORKER)
            .start(api.config("http.ingest.queue.max.bytes", "65536"))
            .holding(record -> true)
            .poll()) {
      CompletableFuture<HttpResponse<String>> first = api.sendAsync(api.post(EVENTS, large("a")));
      SourceRecord a = worker.awaitHeld();
      CompletableFuture<HttpResponse<String>> second = api.sendAsync(api.post(EVENTS, large("b")));
      SourceRecord b = worker.awaitHeld();

      HttpResponse<String> refused = api.send(api.post(EVENTS, large("c")));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(json(refused).at("/error/code").asText()).isEqualTo("SERVICE_UNAVAILABLE");
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");

      worker.acknowledge(a);
      worker.acknowledge(b);
      assertThat(first.join().statusCode()).isEqualTo(200);
      assertThat(second.join().statusCode()).isEqualTo(200);
      worker.holding(record -> false);
      assertThat(api.send(api.post(EVENTS, large("d"))).statusCode()).isEqualTo(200);
      assertThat(worker.polled().stream().map(SourceRecord::key)).containsExactly("a", "b", "d");
    }
  }

  @Test
  void stoppingAnswersEveryRequestAndWritesNothingRefused() throws Exception {
    TaskInWorker worker =
        new TaskInWorker(Listeners.OF_WORKER)
            .start(api.config())
            .holding(record -> record.key().equals("held"))
            .poll();
    CompletableFuture<HttpResponse<String>> unknown =
        api.sendAsync(api.post(EVENTS, event("flights", "held")));
    worker.awaitHeld();

    worker.stop();

    HttpResponse<String> answer = unknown.join();
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(json(answer).at("/error/code").asText()).isEqualTo("OUTCOME_UNKNOWN");
    assertThat(json(answer).at("/error/details/event_id").asText()).isEqualTo("held");
  }

  @Test
  void stoppingWaitsForAcknowledgementsOnTheirWay() throws Exception {
    TaskInWorker worker =
        new TaskInWorker(Listeners.OF_WORKER).start(api.config()).holding(record -> true).poll();
    CompletableFuture<HttpResponse<String>> answer =
        api.sendAsync(api.post(EVENTS, event("flights", "e1")));
    SourceRecord record = worker.awaitHeld();
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(
            () -> {
              try {
                worker.stop();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    worker.acknowledge(record);
    stopped.join();
    assertThat(answer.join().statusCode()).isEqualTo(200);
  }

  @Test
  void aTaskThatIsPausedTakesNothingAndLosesNothing() throws Exception {
    TaskInWorker worker =
        new TaskInWorker(Listeners.OF_WORKER)
            .start(api.config("http.ingest.answer.timeout.ms", "100"));
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      answers.add(api.send(api.post(EVENTS, event("flights", "e" + i))));
    }
    assertThat(answers).allMatch(answer -> answer.statusCode() == 503);
    worker.poll();
    // On a busy machine an answer may come too late for this client as well; it asks again.
    AtomicInteger attempts = new AtomicInteger();
    Await.until(
        "an event to be accepted",
        PATIENCE,
        () -> {
          String id = "now" + attempts.incrementAndGet();
          return api.send(api.post(EVENTS, event("flights", id))).statusCode() == 200;
        });
    worker.close();
    assertThat(worker.polled().stream().map(record -> (String) record.key()))
        .isNotEmpty()
        .allMatch(id -> id.startsWith("now"));
  }

  @Test
  void tellsWhenToComeBackInSecondsOrAsADate() throws Exception {
    for (String format : List.of("seconds", "http-date")) {
      try (TaskInWorker worker =
          new TaskInWorker(Listeners.OF_WORKER)
              .start(
                  api.config(
                      "http.ingest.rate.limit", "1/hour", "http.ingest.retry.after.format", format))
              .poll()) {
        HttpResponse<String> first = api.send(api.post(EVENTS, event("flights", "e1")));
        assertThat(first.headers().firstValue("X-RateLimit-Limit")).hasValue("1");
        assertThat(first.headers().firstValue("X-RateLimit-Remaining")).hasValue("0");
        HttpResponse<String> limited = api.send(api.post(EVENTS, event("flights", "e2")));
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(json(limited).at("/error/code").asText()).isEqualTo("RATE_LIMIT_EXCEEDED");
        String header = limited.headers().firstValue("Retry-After").orElseThrow();
        assertThat(header.matches("[0-9]+")).isEqualTo(format.equals("seconds"));
        assertThat(RetryAfter.parse(header, Instant.now(), Duration.ofDays(1)).orElseThrow())
            .isBetween(Duration.ofMinutes(55), Duration.ofMinutes(61));
        assertThat(Long.parseLong(limited.headers().firstValue("X-RateLimit-Reset").orElseThrow()))
            .isGreaterThan(Instant.now().getEpochSecond());
      }
    }
  }

  @Test
  void tellsFilteredFromAccepted() throws Exception {
    for (String tolerance : List.of("none", "all")) {
      try (TaskInWorker worker =
          new TaskInWorker(Listeners.OF_WORKER)
              .start(api.config("errors.tolerance", tolerance))
              .dropping(record -> record.key().equals("dropped"))
              .poll()) {
        HttpResponse<String> answer =
            api.send(
                api.post(
                    "/v2/ingest/batch",
                    "[" + event("flights", "kept") + "," + event("flights", "dropped") + "]"));
        assertThat(json(answer).at("/results/0/status").asText()).isEqualTo("accepted");
        boolean filtered = tolerance.equals("none");
        assertThat(json(answer).at("/results/1/status").asText())
            .isEqualTo(filtered ? "filtered" : "rejected");
        assertThat(json(answer).at("/results/1/error/code").asText())
            .isEqualTo(filtered ? "" : "NOT_WRITTEN");
      }
    }
  }
}
