package io.acequia.schema.registry.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Addresses are tried in turn, beginning with the one that answered
 * last; redirects are not followed, since they would carry the credentials elsewhere.
 */
final class RegistryHttp {

  /** No schema is larger; an answer that is has another sender. */
  private static final int MAX_ANSWER = 16 << 20;

  private static final String JSON = "application/vnd.schemaregistry.v1+json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final RegistryOptions options;
  private final HttpClient client;
  private volatile int current;

  RegistryHttp(RegistryOptions options) {
    this.options = options;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(options.connectTimeout());
    if (options.tls() != null) {
      builder.sslContext(options.tls().context());
    }
    this.client = builder.build();
  }

  JsonNode get(String path) {
    return send("GET", path, null);
  }

  JsonNode post(String path, JsonNode body) {
    return send("POST", path, body);
  }

  private JsonNode send(String method, String path, @Nullable JsonNode body) {
    int count = options.urls().size();
    int first = current;
    RegistryUnavailableException last = null;
    for (int i = 0; i < count; i++) {
      int index = (first + i) % count;
      try {
        JsonNode answer = send(options.urls().get(index), method, path, body);
        current = index;
        return answer;
      } catch (RegistryUnavailableException e) {
        if (last != null) {
          e.addSuppressed(last);
        }
        last = e;
      }
    }
    throw java.util.Objects.requireNonNull(last, "a registry has an address");
  }

  private JsonNode send(URI base, String method, String path, @Nullable JsonNode body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(options.readTimeout())
            .header("Accept", JSON)
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (body != null) {
      request.header("Content-Type", JSON);
    }
    options.headers().forEach(request::header);
    String shown = method + " " + base + path;
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), BodyHandlers.ofInputStream());
      byte[] bytes;
      try (InputStream in = response.body()) {
        bytes = in.readNBytes(MAX_ANSWER + 1);
      }
      return read(shown, response.statusCode(), bytes);
    } catch (IOException e) {
      throw new RegistryUnavailableException(
          "the schema registry does not answer: " + shown + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("interrupted while waiting for " + shown, e);
    }
  }

  private static JsonNode read(String request, int status, byte[] bytes) {
    if (bytes.length > MAX_ANSWER) {
      throw new ConnectException(request + " was answered with more than 16 MiB");
    }
    if (RegistryAnswer.isPassing(status)) {
      throw new RegistryUnavailableException(
          "the schema registry cannot answer now: " + request + " was answered with " + status,
          null);
    }
    JsonNode json;
    try {
      json = MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      json = MAPPER.missingNode();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot fail", e);
    }
    if (status / 100 != 2) {
      throw RegistryAnswer.refusal(request, status, json);
    }
    if (json.isMissingNode()) {
      throw new ConnectException(
          request + " was not answered with JSON: is this the address of a schema registry?");
    }
    return json;
  }
}
