package io.acequia.http.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.local.process.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A client of the listener, as a stranger would write it, and a port to have it on. */
final class IngestApi {

  static final String KEY = "k-0123456789abcdef0123456789abcdef";
  static final String OTHER_KEY = "k-fedcba9876543210fedcba9876543210";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port = FreePorts.next();

  int port() {
    return port;
  }

  /** A configuration for this port, with {@link #KEY}, changed by pairs of key and value. */
  Map<String, String> config(String... changes) {
    Map<String, String> config = new HashMap<>();
    config.put("name", "ingest");
    config.put("http.ingest.host", "127.0.0.1");
    config.put("http.ingest.port", Integer.toString(port));
    config.put("http.ingest.streams", "flights,user-*");
    config.put(
        "http.ingest.api.keys",
        """
        [{"id": "test", "sha256": "%s"},
         {"id": "users", "sha256": "%s", "streams": ["user-*"], "rate": "2/hour"}]
        """
            .formatted(sha256(KEY), sha256(OTHER_KEY)));
    for (int i = 0; i < changes.length; i += 2) {
      config.put(changes[i], changes[i + 1]);
    }
    return config;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofMinutes(2))
        .header("X-API-Key", KEY);
  }

  HttpRequest post(String path, String json) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json))
        .build();
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpClient client() {
    return client;
  }

  static JsonNode json(HttpResponse<String> response) throws JsonProcessingException {
    return MAPPER.readTree(response.body());
  }

  static JsonNode json(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  static String event(String stream, String id) {
    return """
        {"event_id": "%s", "stream_id": "%s", "timestamp": "2024-03-15T10:30:00Z",\
         "event_type": "flight", "data": {"origin": "DTW", "delay": 66}}"""
        .formatted(id, stream);
  }

  static String sha256(String text) {
    try {
      return java.util.HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
