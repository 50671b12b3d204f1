package io.acequia.http.source;

import static io.acequia.http.source.IngestApi.event;
import static io.acequia.http.source.IngestApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.http.source.server.Listeners;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamedBodiesTest {

  private IngestApi api;
  private TaskInWorker worker;

  @BeforeEach
  void start() throws Exception {
    api = new IngestApi();
    worker = new TaskInWorker(Listeners.OF_WORKER);
    worker
        .start(
            api.config(
                "http.ingest.body.max.bytes", "1024", "http.ingest.queue.max.bytes", "65536"))
        .poll();
  }

  @AfterEach
  void stop() throws Exception {
    worker.close();
  }

  private HttpResponse<String> post(String path, String type, String body) throws Exception {
    return api.send(
        api.request(path)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static String form(String file, String type, String content, String... fields) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      form.append(
          "--B\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
              .formatted(fields[i], fields[i + 1]));
    }
    return form.append(
            ("--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                    + "Content-Type: %s\r\n\r\n%s\r\n--B--\r\n")
                .formatted(file, type, content))
        .toString();
  }

  @Test
  void takesLinesOfAnyNumberWithoutHoldingThem() throws Exception {
    int count = 20_000;
    String lines =
        IntStream.range(0, count)
            .mapToObj(i -> event("flights", "e" + i))
            .collect(Collectors.joining("\n"));
    HttpResponse<String> answer = post("/v2/ingest/events", "application/x-ndjson", lines);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).get("accepted").asInt()).isEqualTo(count);
    assertThat(worker.polled().stream().map(SourceRecord::key))
        .containsExactlyElementsOf(IntStream.range(0, count).mapToObj(i -> "e" + i).toList());
  }

  @Test
  void namesTheLinesThatAreBad() throws Exception {
    String lines =
        event("flights", "e1")
            + "\r\n\r\nnonsense\n"
            + event("nowhere", "e4")
            + "\n"
            + event("flights", "e5")
            + "\n{\"x\":\""
            + "y".repeat(900_000)
            + "\"}\n";
    JsonNode body = json(post("/v2/ingest/events", "application/x-ndjson", lines));

    assertThat(body.get("status").asText()).isEqualTo("partial");
    assertThat(body.get("accepted").asInt()).isEqualTo(2);
    assertThat(body.get("rejected").asInt()).isEqualTo(3);
    assertThat(lines(body)).containsExactly(3, 4, 6);
    assertThat(body.findValuesAsText("code"))
        .containsExactly("INVALID_JSON", "INVALID_STREAM_ID", "EVENT_TOO_LARGE");
    assertThat(body.at("/errors/0/error/request_id").asText()).startsWith("req_");
  }

  @Test
  void answersLinesOfWhichNoneIsGoodWithAnError() throws Exception {
    HttpResponse<String> answer = post("/v2/ingest/events", "application/x-ndjson", "a\nb\n");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("status").asText()).isEqualTo("rejected");
    assertThat(json(answer).at("/error/code").asText()).isEqualTo("INVALID_JSON");
  }

  @Test
  void takesAnUploadedFileOfCsv() throws Exception {
    String csv =
        "event_id,origin,remark,delay\r\n"
            + "f1,DTW,\"a \"\"b\"\", c\r\nd\",66\r\n"
            + "f2,HNL,,\r\n"
            + "f3,ORD\r\n"
            + "f4,LAS,\"\",-5";
    HttpResponse<String> answer =
        post(
            "/v2/ingest/batch",
            "multipart/form-data; boundary=B",
            form("flights.csv", "text/csv", csv, "stream_id", "flights", "event_type", "flight"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode body = json(answer);
    assertThat(body.get("accepted").asInt()).isEqualTo(3);
    assertThat(lines(body)).containsExactly(5);
    assertThat(worker.polled().stream().map(SourceRecord::key)).containsExactly("f1", "f2", "f4");
    assertThat(data(0, "remark")).isEqualTo("a \"b\", c\r\nd");
    assertThat(data(0, "delay")).isEqualTo("66");
    assertThat(data(1, "remark")).isEqualTo("null");
    assertThat(data(1, "delay")).isEqualTo("null");
    assertThat(data(2, "remark")).isEqualTo("");
  }

  private static List<Integer> lines(JsonNode body) {
    List<Integer> lines = new ArrayList<>();
    body.get("errors").forEach(error -> lines.add(error.get("line").asInt()));
    return lines;
  }

  private Object data(int index, String field) {
    Map<?, ?> value = (Map<?, ?>) worker.polled().get(index).value();
    return String.valueOf(((Map<?, ?>) value.get("data")).get(field));
  }

  @Test
  void takesAnUploadedFileOfJsonLines() throws Exception {
    HttpResponse<String> answer =
        post(
            "/v2/ingest/batch?stream_id=flights",
            "multipart/form-data; boundary=B",
            form(
                "events.jsonl",
                "application/octet-stream",
                "{\"event_type\":\"a\",\"data\":{}}\n{\"event_type\":\"b\",\"data\":{}}"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(worker.polled()).hasSize(2).allMatch(r -> r.topic().equals("flights"));
  }

  @Test
  void refusesFormsThatCannotBeRead() throws Exception {
    String type = "multipart/form-data; boundary=B";
    HttpResponse<String> none =
        post(
            "/v2/ingest/batch",
            type,
            "--B\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n--B--\r\n");
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(json(none).at("/error/message").asText()).contains("no file");

    HttpResponse<String> twice =
        post("/v2/ingest/batch", type, form("a.csv", "text/csv", "a,a\n1,2\n"));
    assertThat(twice.statusCode()).isEqualTo(400);
    assertThat(json(twice).at("/error/message").asText()).contains("same name");
    assertThat(worker.polled()).isEmpty();
  }
}
