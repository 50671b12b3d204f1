package io.acequia.schema.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.acequia.local.process.FreePorts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real registry does not do when it is asked to. */
class RegistryHttpTest {

  private HttpServer server;
  private volatile int status = 200;
  private volatile String body = "{\"schema\":\"\\\"int\\\"\"}";
  private final List<String> requests = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private RegistryClient client() {
    return new RegistryClient(RegistryOptions.of(url()));
  }

  @Test
  void anOutageCanBeRetriedAndARefusalCannot() {
    for (int passing : new int[] {408, 429, 500, 502, 503}) {
      status = passing;
      assertThatThrownBy(() -> client().byId(1)).isInstanceOf(RetriableException.class);
    }
    status = 404;
    body = "{\"error_code\":40403,\"message\":\"Schema not found\"}";
    assertThatThrownBy(() -> client().byId(1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Schema not found");
    for (int refusal : new int[] {302, 401, 403, 404}) {
      status = refusal;
      body = "<html>";
      assertThatThrownBy(() -> client().byId(1))
          .isInstanceOf(ConnectException.class)
          .isNotInstanceOf(DataException.class)
          .isNotInstanceOf(RetriableException.class);
    }
  }

  @Test
  void asksTheNextAddressAndStaysThere() {
    String dead = "http://127.0.0.1:" + FreePorts.next();
    RegistryClient client = new RegistryClient(RegistryOptions.of(dead, url()));
    assertThat(client.byId(1).getType()).hasToString("INT");
    assertThat(client.byId(2)).isEqualTo(client.byId(1));
    assertThat(requests).containsExactly("GET /schemas/ids/1", "GET /schemas/ids/2");
    assertThatThrownBy(() -> new RegistryClient(RegistryOptions.of(dead)).byId(1))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void asksByGuidForRecordsThatNameOne() {
    UUID guid = UUID.randomUUID();
    assertThat(client().byGuid(guid).getType()).hasToString("INT");
    assertThat(requests).containsExactly("GET /schemas/guids/" + guid);
  }

  @Test
  void waitsForTheEndOfAnOutage() {
    status = 503;
    AtomicInteger attempts = new AtomicInteger();
    int answer =
        new Persistence(Duration.ofMinutes(1))
            .call(
                () -> {
                  if (attempts.incrementAndGet() == 3) {
                    status = 200;
                  }
                  var unused = client().byId(1);
                  return 7;
                });
    assertThat(answer).isEqualTo(7);
    assertThat(attempts).hasValue(3);
  }

  @Test
  void givesUpAfterTheLimitOrWhenClosed() {
    status = 503;
    assertThatThrownBy(() -> new Persistence(Duration.ZERO).call(() -> client().byId(1)))
        .isInstanceOf(RegistryUnavailableException.class);
    Persistence closed = new Persistence(Duration.ofMillis(-1));
    closed.close();
    assertThatThrownBy(() -> closed.call(() -> client().byId(1)))
        .isInstanceOf(RegistryUnavailableException.class);
  }
}
