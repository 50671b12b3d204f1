package io.acequia.http.source;

import static io.acequia.http.source.IngestApi.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.http.source.server.Listeners;
import io.acequia.local.process.Await;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedListenerTest {

  private static final String EVENTS = "/v2/ingest/events";

  private IngestApi api;

  @BeforeEach
  void choosePort() throws Exception {
    api = new IngestApi();
  }

  private TaskInWorker task(String number, String... changes) {
    Map<String, String> config = api.config(changes);
    config.put(HttpIngestSourceConfig.TASK_ID, number);
    return new TaskInWorker(Listeners.OF_WORKER).start(config).poll();
  }

  private int post(String id) throws Exception {
    return api.send(api.post(EVENTS, event("flights", id))).statusCode();
  }

  @Test
  void tasksShareOneListenerAndTheLastOneClosesIt() throws Exception {
    TaskInWorker zero = task("0");
    TaskInWorker one = task("1");
    for (int i = 0; i < 6; i++) {
      assertThat(post("e" + i)).isEqualTo(200);
    }
    assertThat(zero.polled()).hasSize(3);
    assertThat(one.polled()).hasSize(3);
    assertThat(zero.polled().get(0).sourcePartition()).isEqualTo(Map.of("task", "0"));

    zero.stop();
    assertThat(post("later")).isEqualTo(200);
    one.stop();
    assertThatThrownBy(() -> post("too late")).isInstanceOf(java.io.IOException.class);
  }

  @Test
  void aNewGenerationTakesOverBeforeTheOldOneEnds() throws Exception {
    TaskInWorker old = task("0");
    TaskInWorker replacement = task("0");
    old.stop();
    assertThat(post("e1")).isEqualTo(200);
    assertThat(replacement.polled()).hasSize(1);
    replacement.stop();
  }

  @Test
  void aNewConfigurationWaitsForThePort() throws Exception {
    TaskInWorker old = task("0");
    Thread starting =
        new Thread(
            () -> {
              try (TaskInWorker changed = task("0", "http.ingest.value.format", "raw")) {
                assertThat(post("e1")).isEqualTo(200);
                assertThat(changed.polled().get(0).value()).isInstanceOf(byte[].class);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    boolean[] failed = new boolean[1];
    starting.setUncaughtExceptionHandler((thread, e) -> failed[0] = true);
    starting.start();
    Await.until(
        "the new one to wait for the port",
        Duration.ofMinutes(2),
        () -> starting.getState() == Thread.State.TIMED_WAITING);
    old.stop();
    starting.join();
    assertThat(failed[0]).isFalse();
  }

  @Test
  void saysWhichKeyIsWrongWhenThePortIsNotToBeHad() throws Exception {
    try (ServerSocket taken = new ServerSocket(api.port(), 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(() -> task("0", "http.ingest.bind.timeout.ms", "200"))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("http.ingest.port")
          .hasMessageContaining(Integer.toString(api.port()));
    }
  }
}
