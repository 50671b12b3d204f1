package io.acequia.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.local.process.Await;
import io.acequia.local.process.ConnectClient;
import io.acequia.local.process.ProjectRoot;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The first flow of {@code compose/connectors}: HTTP ingest, a topic, Mask, PostgreSQL. Deployed as
 * it is there but for the stream's name, which is also the topic's and the table's.
 */
final class FirstFlow {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  static final String API_KEY = "aq_boot_test_only";
  private static final String SHIPPED_STREAM = "flights";
  private static final List<String> CONNECTORS = List.of("flights-postgres", "http-ingest");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String stream;

  FirstFlow(String stream) {
    this.stream = stream;
  }

  /** The variables that the connectors' JSON takes from the worker's environment. */
  static Map<String, String> environment(
      String host, int port, String jdbcUrl, String user, String password) {
    return Map.of(
        "ACEQUIA_INGEST_HOST", host,
        "ACEQUIA_INGEST_PORT", Integer.toString(port),
        "ACEQUIA_INGEST_API_KEYS", "[{\"id\":\"boot-test\",\"sha256\":\"" + sha256() + "\"}]",
        "ACEQUIA_POSTGRES_URL", jdbcUrl,
        "ACEQUIA_POSTGRES_USER", user,
        "ACEQUIA_POSTGRES_PASSWORD", password);
  }

  void deploy(ConnectClient connect) throws IOException {
    for (String connector : CONNECTORS) {
      Map<String, String> config = config(connector);
      config.replaceAll((key, value) -> value.equals(SHIPPED_STREAM) ? stream : value);
      String name = stream + "-" + connector;
      connect.put(name, config);
      connect.awaitRunning(name, PATIENCE);
    }
  }

  /** A connector's configuration as it is shipped. */
  static Map<String, String> config(String connector) throws IOException {
    Path folder = ProjectRoot.path().resolve("compose/connectors");
    return JSON.readValue(
        folder.resolve(connector + ".json").toFile(),
        new TypeReference<TreeMap<String, String>>() {});
  }

  /** Sends events 0 to {@code count} - 1; returns when the ingest has accepted them all. */
  void send(URI ingest, int count) throws IOException, InterruptedException {
    Await.until("the ingest", PATIENCE, () -> get(ingest.resolve("/v2/health")) == 200);
    String events = IntStream.range(0, count).mapToObj(this::event).collect(Collectors.joining());
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(ingest.resolve("/v2/ingest/events"))
                .timeout(PATIENCE)
                .header("X-API-Key", API_KEY)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(events))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Returns when the table has each of {@code count} events once, its contact masked. */
  void awaitRows(Connection database, int count) throws SQLException {
    Await.until(count + " rows in " + stream, PATIENCE, () -> rows(database) >= count);
    assertThat(rows(database)).isEqualTo(count);
    try (Statement statement = database.createStatement();
        ResultSet contact =
            statement.executeQuery("SELECT DISTINCT contact FROM \"" + stream + "\"")) {
      assertThat(contact.next()).isTrue();
      assertThat(contact.getString(1)).isEqualTo("************0042");
      assertThat(contact.next()).as("another contact").isFalse();
    }
  }

  private long rows(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(DISTINCT event_id), count(*) FROM \"" + stream + "\"")) {
      rows.next();
      assertThat(rows.getLong(1)).isEqualTo(rows.getLong(2));
      return rows.getLong(2);
    }
  }

  private int get(URI url) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(url).timeout(PATIENCE).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private String event(int number) {
    return """
        {"event_id":"e-%d","stream_id":"%s","timestamp":"2001-01-01T00:47:00Z",\
        "event_type":"flight.arrived","data":{"delay":%d,"origin":"DTW","destination":"LAS"},\
        "metadata":{"contact":"+1 555 0100 0042"}}
        """
        .formatted(number, stream, number % 60);
  }

  private static String sha256() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(API_KEY.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
