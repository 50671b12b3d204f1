package io.acequia.http.source;

import static io.acequia.http.source.IngestApi.event;
import static io.acequia.http.source.IngestApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.http.source.server.Listeners;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatsTest {

  private static final String EVENTS = "/v2/ingest/events";

  private IngestApi api;
  private TaskInWorker worker;

  @BeforeEach
  void start() throws Exception {
    api = new IngestApi();
    worker = new TaskInWorker(Listeners.OF_WORKER);
  }

  @AfterEach
  void stop() throws Exception {
    worker.close();
  }

  @Test
  void answersARepeatAsTheFirstAndWritesItOnce() throws Exception {
    worker.start(api.config()).poll();
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer = api.send(api.post(EVENTS, event("flights", "e1")));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(json(answer).get("event_id").asText()).isEqualTo("e1");
    }
    api.send(api.post(EVENTS, event("user-1", "e1")));
    assertThat(worker.polled().stream().map(SourceRecord::topic))
        .containsExactly("flights", "user-1");
  }

  @Test
  void letsARepeatWaitForTheFirst() throws Exception {
    worker.start(api.config()).holding(record -> true).poll();
    CompletableFuture<HttpResponse<String>> first =
        api.sendAsync(api.post(EVENTS, event("flights", "e1")));
    SourceRecord record = worker.awaitHeld();
    CompletableFuture<HttpResponse<String>> repeat =
        api.sendAsync(
            api.post(
                "/v2/ingest/batch",
                "[" + event("flights", "e1") + "," + event("flights", "e2") + "]"));
    SourceRecord second = worker.awaitHeld();
    assertThat(second.key()).isEqualTo("e2");
    worker.acknowledge(second);
    assertThat(repeat).isNotDone();

    worker.acknowledge(record);

    assertThat(first.join().statusCode()).isEqualTo(200);
    assertThat(json(repeat.join()).get("accepted").asInt()).isEqualTo(2);
  }

  @Test
  void takesTheSameEventTwiceInOneBatchOnce() throws Exception {
    worker.start(api.config()).poll();
    JsonNode body =
        json(
            api.send(
                api.post(
                    "/v2/ingest/batch",
                    "[" + event("flights", "e1") + "," + event("flights", "e1") + "]")));
    assertThat(body.get("accepted").asInt()).isEqualTo(2);
    assertThat(worker.polled()).hasSize(1);
  }

  @Test
  void forgetsAFirstThatFailed() throws Exception {
    worker.start(api.config("http.ingest.answer.timeout.ms", "100"));
    // The task does not poll, as one that is paused: the first is never taken.
    assertThat(api.send(api.post(EVENTS, event("flights", "e1"))).statusCode()).isEqualTo(503);
    worker.poll();
    assertThat(api.send(api.post(EVENTS, event("flights", "e1"))).statusCode()).isEqualTo(200);
    assertThat(worker.polled()).hasSize(1);
  }

  @Test
  void givesTheSameIdsToTheSameRequestWithAnIdempotencyKey() throws Exception {
    worker.start(api.config()).poll();
    String batch =
        "{\"stream_id\":\"flights\",\"events\":[{\"event_type\":\"a\",\"data\":{}},"
            + "{\"event_type\":\"a\",\"data\":{}}]}";
    JsonNode first = json(api.send(keyed("k1", batch)));
    JsonNode repeat = json(api.send(keyed("k1", batch)));
    assertThat(repeat.get("results")).isEqualTo(first.get("results"));
    assertThat(worker.polled()).hasSize(2);
    assertThat(first.at("/results/0/event_id")).isNotEqualTo(first.at("/results/1/event_id"));

    api.send(keyed("k2", batch));
    api.send(keyed("k1", batch.replace("{}}]", "{\"other\":1}}]")));
    assertThat(worker.polled()).as("another key; the same key by mistake").hasSize(5);
  }

  private HttpRequest keyed(String key, String batch) {
    return api.request("/v2/ingest/batch")
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", key)
        .POST(HttpRequest.BodyPublishers.ofString(batch))
        .build();
  }
}
