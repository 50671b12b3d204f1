package io.acequia.http.source;

import static io.acequia.http.source.IngestApi.event;
import static io.acequia.http.source.IngestApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.http.source.server.Listeners;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IngestOverHttpTest {

  private IngestApi api;

  @BeforeEach
  void choosePort() throws Exception {
    api = new IngestApi();
  }

  private TaskInWorker task(String... changes) {
    return new TaskInWorker(Listeners.OF_WORKER).start(api.config(changes));
  }

  @Test
  void answersAcceptedOnlyAfterTheAcknowledgement() throws Exception {
    try (TaskInWorker worker = task().holding(record -> true).poll()) {
      CompletableFuture<HttpResponse<String>> answer =
          api.sendAsync(api.post("/v2/ingest/events", event("flights", "e1")));
      SourceRecord record = worker.awaitHeld();
      assertThat(answer).isNotDone();

      worker.acknowledge(record);

      JsonNode body = json(answer.join());
      assertThat(answer.join().statusCode()).isEqualTo(200);
      assertThat(body.get("status").asText()).isEqualTo("accepted");
      assertThat(body.get("event_id").asText()).isEqualTo("e1");
      assertThat(body.get("processing_time_ms").isIntegralNumber()).isTrue();
    }
  }

  @Test
  void stampsRecordsWithTheirArrivalUnlessToldOtherwise() throws Exception {
    long before = System.currentTimeMillis();
    try (TaskInWorker worker = task().poll()) {
      api.send(api.post("/v2/ingest/events", event("flights", "e1")));
      assertThat(worker.polled().get(0).timestamp()).isGreaterThanOrEqualTo(before);
    }
  }

  @Test
  void writesSchemalessMaps() throws Exception {
    try (TaskInWorker worker = task("http.ingest.record.timestamp", "event").poll()) {
      api.send(api.post("/v2/ingest/events", event("flights", "e1")));

      SourceRecord record = worker.polled().get(0);
      assertThat(record.topic()).isEqualTo("flights");
      assertThat(record.keySchema()).isEqualTo(Schema.STRING_SCHEMA);
      assertThat(record.key()).isEqualTo("e1");
      assertThat(record.valueSchema()).isNull();
      assertThat(record.timestamp()).isEqualTo(1710498600000L);
      assertThat(record.value())
          .isEqualTo(
              Map.of(
                  "event_id", "e1",
                  "stream_id", "flights",
                  "timestamp", "2024-03-15T10:30:00Z",
                  "event_type", "flight",
                  "data", Map.of("origin", "DTW", "delay", 66L)));
    }
  }

  @Test
  void writesRawBytesWithTheDataAsItWasSent() throws Exception {
    try (TaskInWorker worker = task("http.ingest.value.format", "raw").poll()) {
      String data = "{ \"n\" : 123456789012345678901234567890.10, \"x\":\"\\u0041\" }";
      api.send(
          api.post(
              "/v2/ingest/batch",
              "{\"events\":[{\"event_type\":\"a\",\"data\":"
                  + data
                  + ",\"event_id\":\"e1\",\"timestamp\":\"2024-03-15T10:30:00Z\"}],"
                  + "\"stream_id\":\"flights\"}"));

      SourceRecord record = worker.polled().get(0);
      assertThat(record.valueSchema()).isEqualTo(Schema.BYTES_SCHEMA);
      assertThat(new String((byte[]) record.value(), StandardCharsets.UTF_8))
          .isEqualTo(
              "{\"event_id\":\"e1\",\"stream_id\":\"flights\","
                  + "\"timestamp\":\"2024-03-15T10:30:00Z\",\"event_type\":\"a\",\"data\":"
                  + data
                  + "}");
    }
  }

  @Test
  void answersEachEventOfABatchForItself() throws Exception {
    try (TaskInWorker worker = task().poll()) {
      HttpResponse<String> answer =
          api.send(
              api.post(
                  "/v2/ingest/batch",
                  "{\"stream_id\":\"flights\",\"events\":["
                      + "{\"event_type\":\"a\",\"data\":{}},"
                      + "{\"event_type\":\"a\",\"data\":7},"
                      + "{\"event_type\":\"a\",\"data\":{},\"timestamp\":\"yesterday\"},"
                      + "{\"event_type\":\"a\",\"data\":{},\"stream_id\":\"unknown\"},"
                      + event("flights", "e5")
                      + "]}"));

      JsonNode body = json(answer);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(body.get("status").asText()).isEqualTo("partial");
      assertThat(body.get("accepted").asInt()).isEqualTo(2);
      assertThat(body.get("rejected").asInt()).isEqualTo(3);
      assertThat(body.findValuesAsText("code"))
          .containsExactly("INVALID_EVENT", "INVALID_EVENT", "INVALID_STREAM_ID");
      assertThat(body.at("/results/0/event_id").asText()).matches("evt_[0-9A-HJKMNP-TV-Z]{26}");
      assertThat(body.at("/results/4/event_id").asText()).isEqualTo("e5");
      assertThat(worker.polled()).hasSize(2);
    }
  }
}
