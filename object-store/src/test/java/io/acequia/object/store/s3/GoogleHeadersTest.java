package io.acequia.object.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.acequia.object.store.Condition;
import io.acequia.object.store.ObjectStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire to Google Cloud Storage, of which no server can be run here. */
class GoogleHeadersTest {
  private final List<String> conditions = new ArrayList<>();
  private HttpServer server;
  private int status = 200;

  @BeforeEach
  void listen() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    conditions.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestHeaders().getFirst("x-goog-if-generation-match")
            + " "
            + exchange.getRequestHeaders().getFirst("If-None-Match")
            + " "
            + exchange.getRequestHeaders().getFirst("If-Match"));
    exchange.getResponseHeaders().add("ETag", "\"abc\"");
    exchange.getResponseHeaders().add("x-goog-generation", "1234");
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Test
  void conditionsAndVersionsAreGenerations() throws Exception {
    try (ObjectStore store = store()) {
      assertThat(put(store, Condition.absent())).contains("1234");
      assertThat(put(store, Condition.unchanged("1234"))).contains("1234");
      assertThat(put(store, Condition.any())).contains("1234");
      status = 412;
      assertThat(put(store, Condition.absent())).isEmpty();
    }
    assertThat(conditions)
        .containsExactly(
            "PUT 0 null null", "PUT 1234 null null", "PUT null null null", "PUT 0 null null");
  }

  private static java.util.Optional<String> put(ObjectStore store, Condition condition)
      throws IOException {
    return store.put("key", ByteBuffer.wrap(new byte[] {1}), "text/plain", condition);
  }

  private ObjectStore store() {
    return new S3ObjectStore(
        new S3Settings(
            S3Settings.Dialect.GCS,
            "flights",
            "auto",
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            true,
            new S3Settings.Login("id", "secret", null),
            null,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5)));
  }
}
