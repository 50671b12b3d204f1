package io.acequia.elasticsearch.sink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers bulk requests as it is told, over real HTTP: what a real cluster does only under load or
 * when it breaks. Everything that is not told succeeds. Remembers the requests.
 */
final class ScriptedCluster implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Script> scripts = new ConcurrentLinkedDeque<>();
  private final List<Request> requests = new ArrayList<>();
  private final Set<String> created = ConcurrentHashMap.newKeySet();
  private volatile boolean empty;

  /** One answer to a bulk request; when to come back is asked for as it is sent. */
  record Script(int status, String body, @Nullable Supplier<String> retryAfter) {
    Script(int status, String body) {
      this(status, body, null);
    }

    /** The same answer, with this {@code Retry-After}. */
    Script comeBack(Supplier<String> when) {
      return new Script(status, body, when);
    }
  }

  /** A bulk request, its lines and when it came. */
  record Request(long nanos, List<String> lines) {}

  ScriptedCluster() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next bulk requests get these answers, in order. */
  ScriptedCluster answering(Script... next) {
    scripts.addAll(List.of(next));
    return this;
  }

  /** From now on it has only the indices that were created. */
  ScriptedCluster withoutIndices() {
    empty = true;
    return this;
  }

  /** The paths of the indices that were created. */
  Set<String> created() {
    return Set.copyOf(created);
  }

  static Script status(int status) {
    return new Script(status, "{\"error\":{\"type\":\"scripted\",\"reason\":\"\"}}");
  }

  /** Items with these statuses; those of 400 and above are errors of this type. */
  static Script items(String type, int... statuses) {
    List<String> items = new ArrayList<>();
    for (int status : statuses) {
      items.add(
          status < 400
              ? "{\"index\":{\"status\":" + status + "}}"
              : "{\"index\":{\"status\":%d,\"error\":{\"type\":\"%s\",\"reason\":\"scripted\"}}}"
                  .formatted(status, type));
    }
    return new Script(200, "{\"errors\":true,\"items\":[" + String.join(",", items) + "]}");
  }

  synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    try (exchange) {
      Script script = new Script(200, "{}");
      if (exchange.getRequestURI().getPath().equals("/")) {
        script = new Script(200, "{\"version\":{\"number\":\"8.19.5\"}}");
      } else if (exchange.getRequestURI().getPath().equals("/_bulk")) {
        synchronized (this) {
          List<String> lines = new String(body, StandardCharsets.UTF_8).lines().toList();
          requests.add(new Request(System.nanoTime(), lines));
        }
        Script next = scripts.poll();
        script = next == null ? new Script(200, "{\"errors\":false}") : next;
      } else if (exchange.getRequestMethod().equals("PUT")) {
        created.add(exchange.getRequestURI().getPath());
      } else if (empty && !created.contains(exchange.getRequestURI().getPath())) {
        script = status(404);
      }
      if (script.retryAfter() != null) {
        exchange.getResponseHeaders().set("Retry-After", script.retryAfter().get());
      }
      boolean head = exchange.getRequestMethod().equals("HEAD");
      byte[] text = script.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(script.status(), head ? -1 : text.length);
      if (!head) {
        exchange.getResponseBody().write(text);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
