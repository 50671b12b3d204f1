package io.acequia.http.source;

import static io.acequia.http.source.IngestApi.event;
import static io.acequia.http.source.IngestApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.http.source.server.Listeners;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what, from where. */
class AccessTest {

  private IngestApi api;
  private TaskInWorker worker;

  @BeforeEach
  void choosePort() throws Exception {
    api = new IngestApi();
    worker = new TaskInWorker(Listeners.OF_WORKER);
  }

  @AfterEach
  void stop() throws Exception {
    worker.close();
  }

  private HttpResponse<String> post(String body, String... headers) throws Exception {
    return api.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/v2/ingest/events"))
            .header("Content-Type", "application/json")
            .headers(headers)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  @Test
  void knowsClientsByTheirKeys() throws Exception {
    worker.start(api.config()).poll();
    String body = event("user-1", "e1");
    HttpResponse<String> nobody = post(body, "Accept", "*/*");
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(nobody.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(json(nobody).at("/error/code").asText()).isEqualTo("AUTHENTICATION_FAILED");
    assertThat(post(body, "X-API-Key", "wrong").body()).doesNotContain("wrong");
    assertThat(post(body, "Authorization", "Basic " + IngestApi.KEY).statusCode()).isEqualTo(401);
    assertThat(post(body, "Authorization", "bearer " + IngestApi.KEY).statusCode()).isEqualTo(200);
    assertThat(post(body, "X-API-Key", IngestApi.OTHER_KEY).statusCode()).isEqualTo(200);
  }

  @Test
  void keepsKeysToTheirStreams() throws Exception {
    worker.start(api.config()).poll();
    HttpResponse<String> denied = post(event("flights", "e1"), "X-API-Key", IngestApi.OTHER_KEY);
    assertThat(denied.statusCode()).isEqualTo(403);
    assertThat(json(denied).at("/error/code").asText()).isEqualTo("AUTHORIZATION_DENIED");
    assertThat(json(denied).at("/error/details/stream_id").asText()).isEqualTo("flights");
    assertThat(worker.polled()).isEmpty();
  }

  @Test
  void letsAnybodyInOnlyWhenToldTo() throws Exception {
    worker.start(api.config("http.ingest.auth", "none")).poll();
    assertThat(post(event("flights", "e1"), "Accept", "*/*").statusCode()).isEqualTo(200);
  }

  @Test
  void keepsForeignPagesOut() throws Exception {
    worker.start(api.config("http.ingest.auth", "none")).poll();
    HttpResponse<String> refused =
        post(event("flights", "e1"), "Origin", "https://elsewhere.example");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control-"));
  }

  @Test
  void letsConfiguredPagesIn() throws Exception {
    String origin = "https://app.example.com";
    worker.start(api.config("http.ingest.cors.origins", origin)).poll();
    HttpResponse<String> preflight =
        api.send(
            api.request("/v2/ingest/events")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build());
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).hasValue(origin);
    HttpResponse<String> answer =
        post(event("flights", "e1"), "Origin", origin, "X-API-Key", IngestApi.KEY);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(origin);
  }

  @Test
  void tellsItsHealthToEverybody() throws Exception {
    worker.start(api.config()).poll();
    HttpResponse<String> health =
        api.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/v2/health"))
                .build());
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(json(health).get("status").asText()).isEqualTo("healthy");
    assertThat(json(health).at("/components/ingestion").asText()).isEqualTo("healthy");
    assertThat(json(health).get("timestamp").asText()).endsWith("Z");
  }

  @Test
  void carriesListedHeadersAndFindsTheKeyInTheData() throws Exception {
    for (String format : new String[] {"raw", "json"}) {
      try (TaskInWorker other =
          new TaskInWorker(Listeners.OF_WORKER)
              .start(
                  api.config(
                      "http.ingest.headers", "traceparent,X-Tenant",
                      "http.ingest.key.field", "data.origin",
                      "http.ingest.value.format", format,
                      "http.ingest.topic", "raw-${stream_id}"))
              .poll()) {
        String key = IngestApi.KEY;
        post(event("flights", "e1"), "X-API-Key", key, "X-Tenant", "t1", "X-Other", "no");
        SourceRecord record = other.polled().get(0);
        assertThat(record.topic()).isEqualTo("raw-flights");
        assertThat(record.key()).isEqualTo("DTW");
        assertThat(record.headers()).extracting(Header::key).containsExactly("X-Tenant");
        assertThat(record.headers().lastWithName("X-Tenant").value()).isEqualTo("t1");
        String without = event("flights", "e2").replace("origin", "from");
        assertThat(json(post(without, "X-API-Key", key)).at("/error/details/field").asText())
            .isEqualTo("data.origin");
      }
    }
  }
}
