package io.acequia.local.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Connect's REST API.
 *
 * <p>Every method throws {@link ConnectRestException} for an answer that is not a success. An
 * answer of 409, which a worker gives while its group rebalances, is asked again for a minute.
 */
public final class ConnectClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration REBALANCE = Duration.ofSeconds(60);
  private static final Duration ANSWER = Duration.ofSeconds(95);
  private static final int CONFLICT = 409;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI base;

  public ConnectClient(URI base) {
    this.base = base;
  }

  /** Whether the worker has joined its group and lists its connectors. */
  public boolean answers() {
    try {
      return get("/connectors").isArray();
    } catch (ConnectRestException e) {
      return false;
    }
  }

  /** Names of the connectors. */
  public List<String> connectors() {
    List<String> names = new ArrayList<>();
    get("/connectors").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** Creates the connector, or replaces its configuration. */
  public void put(String name, Map<String, String> config) {
    send("PUT", path(name, "/config"), config);
  }

  public void delete(String name) {
    send("DELETE", path(name, ""), null);
  }

  /** State of the connector and of its tasks. */
  public JsonNode status(String name) {
    return get(path(name, "/status"));
  }

  /** Restarts the connector and its tasks. */
  public void restart(String name) {
    send("POST", path(name, "/restart?includeTasks=true&onlyFailed=false"), null);
  }

  public void pause(String name) {
    send("PUT", path(name, "/pause"), null);
  }

  public void resume(String name) {
    send("PUT", path(name, "/resume"), null);
  }

  /** Ends the tasks and keeps configuration and offsets; needed before offsets are changed. */
  public void stop(String name) {
    send("PUT", path(name, "/stop"), null);
  }

  public JsonNode offsets(String name) {
    return get(path(name, "/offsets"));
  }

  /**
   * @param offsets the {@code offsets} array as {@link #offsets} shows it
   */
  public JsonNode patchOffsets(String name, JsonNode offsets) {
    ObjectNode body = JSON.createObjectNode();
    body.set("offsets", offsets);
    return send("PATCH", path(name, "/offsets"), body);
  }

  public JsonNode deleteOffsets(String name) {
    return send("DELETE", path(name, "/offsets"), null);
  }

  /** What the plugin says to a configuration, key by key. */
  public JsonNode validate(String plugin, Map<String, String> config) {
    return send("PUT", "/connector-plugins/" + encode(plugin) + "/config/validate", config);
  }

  public JsonNode get(String path) {
    return send("GET", path, null);
  }

  /**
   * Returns when the connector and all of its tasks, at least one, are RUNNING.
   *
   * @throws ProcessFailedException as soon as one is FAILED, with its trace; or after {@code
   *     timeout}
   */
  public void awaitRunning(String name, Duration timeout) {
    Await.until("connector " + name + " to run", timeout, () -> running(name));
  }

  /** Returns when the connector's state is {@code state} and no task is left in another. */
  public void awaitState(String name, String state, Duration timeout) {
    Await.until(
        "connector " + name + " to be " + state,
        timeout,
        () -> states(status(name)).stream().allMatch(state::equals));
  }

  private boolean running(String name) {
    JsonNode status;
    try {
      status = status(name);
    } catch (ConnectRestException e) {
      // Not yet known to this worker, or the worker is on its way up.
      return false;
    }
    List<String> states = states(status);
    if (states.contains("FAILED")) {
      throw new ProcessFailedException("connector " + name + " FAILED: " + traces(status));
    }
    return states.size() > 1 && states.stream().allMatch("RUNNING"::equals);
  }

  private static String traces(JsonNode status) {
    List<String> traces = status.findValuesAsText("trace");
    return traces.isEmpty() ? status.toString() : String.join("\n", traces);
  }

  private static List<String> states(JsonNode status) {
    List<String> states = new ArrayList<>();
    states.add(status.path("connector").path("state").asText());
    status.path("tasks").forEach(task -> states.add(task.path("state").asText()));
    return states;
  }

  private JsonNode send(String method, String path, @Nullable Object body) {
    HttpResponse<String> answer = exchange(method, path, body);
    if (answer.statusCode() == CONFLICT) {
      answer = whenSettled(method, path, body);
    }
    if (answer.statusCode() / 100 != 2) {
      throw new ConnectRestException(method + " " + path, answer.statusCode(), answer.body());
    }
    return parse(answer.body());
  }

  private HttpResponse<String> whenSettled(String method, String path, @Nullable Object body) {
    List<HttpResponse<String>> answers = new ArrayList<>();
    Await.until(
        "the workers to settle so that they accept " + method + " " + path,
        REBALANCE,
        () -> {
          HttpResponse<String> answer = exchange(method, path, body);
          answers.add(answer);
          return answer.statusCode() != CONFLICT;
        });
    return answers.get(answers.size() - 1);
  }

  private HttpResponse<String> exchange(String method, String path, @Nullable Object body) {
    try {
      HttpRequest.BodyPublisher content =
          body == null
              ? BodyPublishers.noBody()
              : BodyPublishers.ofString(JSON.writeValueAsString(body));
      return http.send(
          HttpRequest.newBuilder(base.resolve(path))
              .timeout(ANSWER)
              .header("Content-Type", "application/json")
              .method(method, content)
              .build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new ConnectRestException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectRestException(method + " " + path, e);
    }
  }

  private static JsonNode parse(String text) {
    try {
      return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Connect answered no JSON: " + text, e);
    }
  }

  private static String path(String connector, String rest) {
    return "/connectors/" + encode(connector) + rest;
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
