package io.acequia.http.source;

import static io.acequia.http.source.IngestApi.event;
import static io.acequia.http.source.IngestApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.http.source.server.Listeners;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, the answer has the shape of an error, and the listener goes on. */
class HostileRequestsTest {

  private static final String EVENTS = "/v2/ingest/events";
  private static final String BATCH = "/v2/ingest/batch";
  private static final String JSON = "application/json";

  private IngestApi api;
  private TaskInWorker worker;

  @BeforeEach
  void start() {
    api = new IngestApi();
    // Long enough for whatever a busy machine does between two bytes of a request.
    start("60000");
  }

  private void start(String requestTimeout) {
    worker =
        new TaskInWorker(Listeners.OF_WORKER)
            .start(
                api.config(
                    "http.ingest.body.max.bytes", "4096",
                    "http.ingest.event.max.bytes", "1024",
                    "http.ingest.header.max.bytes", "2048",
                    "http.ingest.json.max.depth", "8",
                    "http.ingest.batch.max.events", "3",
                    "http.ingest.request.timeout.ms", requestTimeout,
                    "http.ingest.connections.max", "4"))
            .poll();
  }

  @AfterEach
  void goesOnAndStops() throws Exception {
    HttpResponse<String> answer = api.send(api.post(EVENTS, event("flights", "after")));
    assertThat(answer.statusCode()).isEqualTo(200);
    worker.close();
  }

  private void assertRefused(HttpResponse<String> answer, int status, String code)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertError(json(answer), code);
    assertThat(answer.headers().firstValue("X-Request-Id"))
        .hasValue(json(answer).at("/error/request_id").asText());
  }

  private static void assertError(JsonNode body, String code) {
    assertThat(body.at("/error/code").asText()).as(body.toString()).isEqualTo(code);
    assertThat(body.at("/error/message").asText()).isNotBlank();
    assertThat(body.at("/error/details").isObject()).isTrue();
    assertThat(body.at("/error/request_id").asText()).startsWith("req_");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\":}",
        "nonsense",
        "{} {}",
        "{\"data\":{\"x\":\"\u0001\"}}",
        "{\"data\":{\"x\":\"\u0000\"}}",
        "{\"data\":{\"x\":01}}",
        "{\"data\":{\"x\":NaN}}"
      })
  void refusesWhatIsNoJson(String body) throws Exception {
    assertRefused(api.send(api.post(EVENTS, body)), 400, "INVALID_JSON");
    assertThat(api.send(api.post(BATCH, body)).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|",
        "{}|event_type",
        "{\"event_type\":\"a\"}|data",
        "{\"event_type\":\"a\",\"data\":{},\"data\":{}}|data",
        "{\"event_type\":\"a\",\"event_type\":\"b\",\"data\":{}}|event_type",
        "{\"event_type\":\"a\",\"data\":[]}|data",
        "{\"event_type\":\"a\",\"data\":null}|data",
        "{\"event_type\":\"a\",\"data\":{},\"payload\":{}}|payload",
        "{\"event_type\":1,\"data\":{}}|event_type",
        "{\"event_type\":\"\",\"data\":{}}|event_type",
        "{\"event_type\":\"a\\u0000\",\"data\":{}}|event_type",
        "{\"event_type\":\"a\",\"event_id\":\"a b\",\"data\":{}}|event_id",
        "{\"event_type\":\"a\",\"event_id\":\"\\\"\",\"data\":{}}|event_id",
        "{\"event_type\":\"a\",\"data\":{}}|stream_id",
        "{\"event_type\":\"a\",\"data\":{},\"stream_id\":\"flights\",\"timestamp\":\"2024-02-30T00:00:00Z\"}|timestamp",
        "{\"event_type\":\"a\",\"data\":{},\"stream_id\":\"flights\",\"timestamp\":\"1969-12-31T23:59:59Z\"}|timestamp",
        "{\"event_type\":\"a\",\"data\":{\"n\":123456789012345678901}}|n",
        "{\"event_type\":\"a\",\"data\":{\"n\":1e999}}|n",
        "{\"event_type\":\"a\",\"data\":{\"n\":1,\"n\":2}}|n",
        "{\"event_type\":\"a\",\"data\":{\"a\":[[[[[[[[[]]]]]]]]]}}|data",
      })
  void refusesAnEventByTheNameOfItsField(String event, String field) throws Exception {
    HttpResponse<String> answer = api.send(api.post(EVENTS, event));
    assertRefused(answer, 400, "INVALID_EVENT");
    if (field != null) {
      assertThat(json(answer).at("/error/details/field").asText()).isEqualTo(field);
    }
    assertThat(worker.polled()).isEmpty();
  }

  @Test
  void refusesStreamsThatDoNotExist() throws Exception {
    HttpResponse<String> answer = api.send(api.post(EVENTS, event("../etc", "e")));
    assertRefused(answer, 400, "INVALID_STREAM_ID");
    assertThat(json(answer).at("/error/details/stream_id").asText()).isEqualTo("../etc");
  }

  @Test
  void refusesInvalidUtf8EvenInsideStrings() throws Exception {
    byte[] body =
        "{\"event_type\":\"a\",\"stream_id\":\"flights\",\"data\":{\"x\":\"?\"}}"
            .getBytes(StandardCharsets.UTF_8);
    body[body.length - 4] = (byte) 0xC0;
    HttpRequest request =
        api.request(EVENTS)
            .header("Content-Type", JSON)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    assertRefused(api.send(request), 400, "INVALID_JSON");
  }

  @Test
  void survivesNestingBeyondAnyStack() throws Exception {
    String body = "{\"data\":" + "[".repeat(3_500);
    assertRefused(api.send(api.post(EVENTS, body)), 400, "INVALID_JSON");
  }

  @Test
  void keepsTheNeighboursOfAnEventThatIsTooLarge() throws Exception {
    String large = "{\"event_type\":\"a\",\"data\":{\"x\":\"%s\"}}".formatted("y".repeat(1_500));
    HttpResponse<String> answer =
        api.send(
            api.post(
                BATCH,
                "{\"stream_id\":\"flights\",\"events\":[%s,{\"event_type\":\"a\",\"data\":{}}]}"
                    .formatted(large)));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertError(json(answer).at("/results/0"), "EVENT_TOO_LARGE");
    assertThat(json(answer).at("/results/1/status").asText()).isEqualTo("accepted");
  }

  @Test
  void refusesBodiesThatAreTooLargeWhetherAnnouncedOrNot() throws Exception {
    String body = " ".repeat(5_000);
    assertRefused(api.send(api.post(BATCH, body)), 413, "PAYLOAD_TOO_LARGE");
    try (RawHttp raw = new RawHttp(api.port())) {
      String answer =
          raw.send(
                  "POST /v2/ingest/batch HTTP/1.1\r\nHost: h\r\nX-API-Key: "
                      + IngestApi.KEY
                      + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                      + "1388\r\n"
                      + body
                      + "\r\n")
              .answer();
      assertThat(answer).startsWith("HTTP/1.1 413 ").contains("PAYLOAD_TOO_LARGE");
    }
  }

  @Test
  void refusesBatchesOfTooManyEvents() throws Exception {
    String batch = "[" + "{},".repeat(3) + "{}]";
    assertRefused(api.send(api.post(BATCH, batch)), 413, "PAYLOAD_TOO_LARGE");
  }

  @Test
  void refusesWhatIsNotServed() throws Exception {
    assertRefused(api.send(api.post("/v2/ingest/nowhere", "{}")), 404, "NOT_FOUND");
    HttpResponse<String> get = api.send(api.request(EVENTS).GET().build());
    assertRefused(get, 405, "METHOD_NOT_ALLOWED");
    assertThat(get.headers().firstValue("Allow")).hasValue("POST");
    HttpRequest text =
        api.request(EVENTS)
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    assertRefused(api.send(text), 415, "UNSUPPORTED_MEDIA_TYPE");
    assertRefused(
        api.send(api.request("/v2/ingest/stream").GET().build()), 426, "UPGRADE_REQUIRED");
  }

  @Test
  void refusesHeadsThatAreTooLarge() throws Exception {
    try (RawHttp raw = new RawHttp(api.port())) {
      String answer =
          raw.send("GET /v2/health HTTP/1.1\r\nHost: h\r\nX-Large: " + "x".repeat(4_000))
              .send("\r\n\r\n")
              .answer();
      assertThat(answer).startsWith("HTTP/1.1 431 ").contains("HEADERS_TOO_LARGE");
    }
    try (RawHttp raw = new RawHttp(api.port())) {
      String answer = raw.send("GET /" + "x".repeat(4_000) + " HTTP/1.1\r\n\r\n").answer();
      assertThat(answer).contains(" 414 ").contains("URI_TOO_LONG");
    }
    try (RawHttp raw = new RawHttp(api.port())) {
      assertThat(raw.send("NOT HTTP AT ALL\r\n\r\n").answer())
          .contains(" 400 ")
          .contains("INVALID_REQUEST");
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws Exception {
    try (RawHttp raw = new RawHttp(api.port())) {
      raw.send(
          RawHttp.post(EVENTS, JSON, event("flights", "p1"))
              + RawHttp.post(EVENTS, JSON, event("flights", "p2"))
              + RawHttp.post(EVENTS, JSON, event("flights", "p3")));
      assertThat(raw.answer()).contains("\"event_id\":\"p1\"");
      assertThat(raw.answer()).contains("\"event_id\":\"p2\"");
      assertThat(raw.answer()).contains("\"event_id\":\"p3\"");
    }
  }

  @Test
  void takesChunkedBodies() throws Exception {
    String body = event("flights", "chunked");
    try (RawHttp raw = new RawHttp(api.port())) {
      String answer =
          raw.send(
                  "POST /v2/ingest/events HTTP/1.1\r\nHost: h\r\nX-API-Key: "
                      + IngestApi.KEY
                      + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
              .send(Integer.toHexString(10) + "\r\n" + body.substring(0, 10) + "\r\n")
              .send(Integer.toHexString(body.length() - 10) + "\r\n" + body.substring(10) + "\r\n")
              .send("0\r\n\r\n")
              .answer();
      assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"event_id\":\"chunked\"");
    }
  }

  @Test
  void asksForTheBodyThatTheClientAnnounces() throws Exception {
    String request = RawHttp.post(EVENTS, JSON, event("flights", "c1"), "Expect: 100-continue");
    int head = request.indexOf("\r\n\r\n") + 4;
    try (RawHttp raw = new RawHttp(api.port())) {
      assertThat(raw.send(request.substring(0, head)).answer()).startsWith("HTTP/1.1 100 ");
      assertThat(raw.send(request.substring(head)).answer()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void closesConnectionsThatTrickle() throws Exception {
    worker.close();
    start("700");
    try (RawHttp head = new RawHttp(api.port());
        RawHttp body = new RawHttp(api.port())) {
      head.send("POST /v2/ingest/events HT");
      String request = RawHttp.post(EVENTS, JSON, event("flights", "slow"));
      body.send(request.substring(0, request.length() - 1));
      assertThat(head.isClosedByServer()).isTrue();
      assertThat(body.answer()).startsWith("HTTP/1.1 408 ").contains("REQUEST_TIMEOUT");
      assertThat(body.isClosedByServer()).isTrue();
    }
    assertThat(worker.polled()).isEmpty();
  }

  @Test
  void closesConnectionsBeyondTheLimit() throws Exception {
    RawHttp[] open = new RawHttp[4];
    for (int i = 0; i < open.length; i++) {
      open[i] = new RawHttp(api.port());
      assertThat(open[i].send("GET /v2/health HTTP/1.1\r\nHost: h\r\n\r\n").answer())
          .startsWith("HTTP/1.1 200 ");
    }
    try (RawHttp fifth = new RawHttp(api.port())) {
      assertThat(fifth.isClosedByServer()).isTrue();
    }
    for (RawHttp one : open) {
      one.close();
    }
    awaitRoom();
  }

  /** The server notices closed connections a moment later. */
  private void awaitRoom() throws Exception {
    boolean room = false;
    while (!room) {
      try (RawHttp raw = new RawHttp(api.port())) {
        room = raw.send("GET /v2/health HTTP/1.1\r\nHost: h\r\n\r\n").answer().contains(" 200 ");
      } catch (java.net.SocketException reset) {
        // Closed at once: there is no room yet.
      }
    }
  }
}
