package io.acequia.streams.transforms.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.acequia.streams.transforms.host.RunningTopology;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.streams.KafkaStreams.State;

/** Serves {@code /health} and {@code /metrics} over plain HTTP, without authentication. */
final class StatusServer implements AutoCloseable {

  private static final int THREADS = 2;

  private final HttpServer server;
  private final ExecutorService threads;
  private final RunningTopology topology;

  private StatusServer(HttpServer server, RunningTopology topology) {
    this.server = server;
    this.topology = topology;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "status");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/health", this::health);
    server.createContext("/metrics", this::metrics);
  }

  /** Binds the address at once; port 0 takes a free one. */
  static StatusServer start(InetSocketAddress address, RunningTopology topology)
      throws IOException {
    StatusServer started = new StatusServer(HttpServer.create(address, 0), topology);
    started.server.start();
    return started;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** 200 while it works or moves work, 503 otherwise. */
  private void health(HttpExchange exchange) throws IOException {
    State state = topology.streams().state();
    boolean well = state == State.RUNNING || state == State.REBALANCING;
    String name = topology.settings().applicationId();
    String body = "{\"application\":\"" + name + "\",\"state\":\"" + state + "\"}\n";
    answer(exchange, well ? 200 : 503, "application/json", body);
  }

  private void metrics(HttpExchange exchange) throws IOException {
    String body = PrometheusText.of(topology.streams().metrics().values(), topology.deadLetters());
    answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", body);
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    try (exchange) {
      boolean get = exchange.getRequestMethod().equals("GET");
      byte[] bytes = (get ? body : "only GET\n").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", get ? type : "text/plain");
      exchange.sendResponseHeaders(get ? status : 405, bytes.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
