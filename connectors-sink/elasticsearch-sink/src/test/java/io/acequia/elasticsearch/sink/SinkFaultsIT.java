package io.acequia.elasticsearch.sink;

import static io.acequia.elasticsearch.sink.EventTasks.P0;
import static io.acequia.elasticsearch.sink.EventTasks.PATIENCE;
import static io.acequia.elasticsearch.sink.EventTasks.keyed;
import static io.acequia.elasticsearch.sink.EventTasks.numbers;
import static io.acequia.elasticsearch.sink.EventTasks.record;
import static io.acequia.elasticsearch.sink.ScriptedCluster.items;
import static io.acequia.elasticsearch.sink.ScriptedCluster.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.commons.retry.RetryAfter;
import io.acequia.local.process.Await;
import io.acequia.testkit.SinkTaskDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a task makes of answers that a cluster gives under load, or when something is in between.
 */
class SinkFaultsIT {
  private final ScriptedCluster cluster = new ScriptedCluster();
  private final EventTasks tasks = new EventTasks();

  @AfterEach
  void stop() {
    tasks.close();
    cluster.close();
  }

  @Test
  void onlyItemsThatFoundAFullQueueAreSentAgain() {
    cluster.answering(items("es_rejected_execution_exception", 201, 429, 201, 503));
    SinkTaskDriver worker = start(config());
    worker.deliver(numbers(0, 4));
    worker.awaitCommitted(P0, 4, PATIENCE);
    assertThat(ids(0)).containsExactly("events+0+0", "events+0+1", "events+0+2", "events+0+3");
    assertThat(ids(1)).containsExactly("events+0+1", "events+0+3");
    assertThat(worker.context().reported()).isEmpty();
  }

  @Test
  void waitsAsLongAsItIsAskedTo() {
    assertThat(waitAfter(() -> "2")).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    // Counted from the answer on, however long the request took; dates have no milliseconds.
    assertThat(waitAfter(() -> RetryAfter.httpDate(Instant.now().plusSeconds(3))))
        .isGreaterThanOrEqualTo(Duration.ofMillis(1_500));
  }

  private Duration waitAfter(Supplier<String> retryAfter) {
    int before = cluster.requests().size();
    cluster.answering(status(429).comeBack(retryAfter));
    SinkTaskDriver worker = start(config());
    worker.deliver(numbers(0, 1));
    worker.awaitCommitted(P0, 1, PATIENCE);
    List<ScriptedCluster.Request> requests = cluster.requests();
    return Duration.ofNanos(requests.get(before + 1).nanos() - requests.get(before).nanos());
  }

  @Test
  void laterChangeOfADocumentIsSentAgainBehindTheEarlierOne() {
    cluster.answering(items("es_rejected_execution_exception", 201, 429, 201, 201));
    Map<String, String> config = config();
    config.put("elasticsearch.id.mode", "record-key");
    config.put("elasticsearch.version.mode", "none");
    config.put("elasticsearch.requests.in.flight", "1");
    SinkTaskDriver worker = start(config);
    worker.deliver(
        List.of(
            keyed(0, "x", "{\"n\":0}"),
            keyed(1, "a", "{\"n\":1}"),
            keyed(2, "a", "{\"n\":2}"),
            keyed(3, "b", "{\"n\":3}")));
    worker.awaitCommitted(P0, 4, PATIENCE);
    assertThat(cluster.requests().get(1).lines())
        .containsExactly(
            "{\"index\":{\"_index\":\"events\",\"_id\":\"a\"}}",
            "{\"n\":1}",
            "{\"index\":{\"_index\":\"events\",\"_id\":\"a\"}}",
            "{\"n\":2}");
  }

  @Test
  void oneDocumentIsNeverInTwoRequestsAtOnce() {
    Map<String, String> config = config();
    config.put("elasticsearch.id.mode", "record-key");
    config.put("elasticsearch.version.mode", "none");
    config.put("elasticsearch.requests.in.flight", "4");
    config.put("elasticsearch.batch.records", "3");
    SinkTaskDriver worker = start(config);
    List<SinkRecord> records =
        LongStream.range(0, 300).mapToObj(i -> keyed(i, "k" + i % 7, "{\"n\":" + i + "}")).toList();
    worker.deliver(records);
    worker.awaitCommitted(P0, 300, PATIENCE);
    Map<String, Long> last = new HashMap<>();
    for (int request = 0; request < cluster.requests().size(); request++) {
      List<String> lines = cluster.requests().get(request).lines();
      for (int i = 0; i < lines.size(); i += 2) {
        long n = Long.parseLong(lines.get(i + 1).replaceAll("\\D", ""));
        Long before = last.put(lines.get(i), n);
        assertThat(before == null ? -1 : before).as(lines.get(i)).isLessThan(n);
      }
    }
  }

  @Test
  void requestThatIsRefusedWholeIsHalvedUntilTheRecordAtFaultIsAlone() {
    // Of eight: refused, its first half, its second half, of that the halves, and so on.
    cluster.answering(status(413), ok(), status(413), status(413), ok(), status(413));
    SinkTaskDriver worker = start(config());
    worker.deliver(numbers(0, 8));
    worker.awaitCommitted(P0, 8, PATIENCE);
    assertThat(worker.context().reported())
        .singleElement()
        .satisfies(r -> assertThat(r.record().kafkaOffset()).isEqualTo(5));
    assertThat(ids(0)).hasSize(8);
    assertThat(ids(1)).hasSize(4);
  }

  private static ScriptedCluster.Script ok() {
    return new ScriptedCluster.Script(200, "{\"errors\":false}");
  }

  @Test
  void answersOfAProxyAreAnOutage() {
    cluster.answering(
        new ScriptedCluster.Script(502, "<html>Bad gateway</html>"),
        new ScriptedCluster.Script(200, "<html>Maintenance</html>"),
        new ScriptedCluster.Script(200, ""));
    SinkTaskDriver worker = start(config());
    worker.deliver(numbers(0, 3));
    worker.awaitCommitted(P0, 3, PATIENCE);
    assertThat(cluster.requests()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(worker.context().reported()).isEmpty();
  }

  @Test
  void outageLongerThanTheRetryWindowFailsTheTaskAndReportsNothing() {
    Map<String, String> config = config();
    config.put("elasticsearch.retry.timeout.ms", "300");
    for (int i = 0; i < 1_000; i++) {
      cluster.answering(status(503));
    }
    SinkTaskDriver worker = start(config);
    assertThatThrownBy(
            () -> {
              worker.deliver(numbers(0, 3));
              worker.awaitCommitted(P0, 3, PATIENCE);
            })
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("503");
    assertThat(worker.committed().getOrDefault(P0, 0L)).isZero();
    assertThat(worker.context().reported()).isEmpty();
  }

  @Test
  void slowClusterStopsTheReadingAndNotTheTask() {
    Map<String, String> config = config();
    config.put("elasticsearch.buffer.bytes", "1048576");
    for (int i = 0; i < 8; i++) {
      cluster.answering(status(429).comeBack(() -> "1"));
    }
    SinkTaskDriver worker = start(config);
    String large = "{\"text\":\"" + "x".repeat(20_000) + "\"}";
    worker.deliver(LongStream.range(0, 100).mapToObj(i -> record(i, large)).toList());
    assertThat(worker.context().paused()).containsExactly(P0);
    worker.awaitCommitted(P0, 100, PATIENCE);
    Await.until(
        "reading to go on",
        PATIENCE,
        () -> {
          worker.round();
          return worker.context().paused().isEmpty();
        });
  }

  @Test
  void wrongPasswordFailsTheTaskAtOnce() {
    cluster.answering(status(401));
    SinkTaskDriver worker = start(config());
    assertThatThrownBy(
            () -> {
              worker.deliver(numbers(0, 1));
              worker.awaitCommitted(P0, 1, PATIENCE);
            })
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("401");
  }

  @Test
  void passwordThatIsBeingChangedIsAnOutage() {
    SinkTaskDriver worker = start(config());
    worker.deliver(numbers(0, 1));
    worker.awaitCommitted(P0, 1, PATIENCE);
    cluster.answering(status(401), status(403));
    worker.deliver(numbers(1, 2));
    worker.awaitCommitted(P0, 2, PATIENCE);
    assertThat(worker.context().reported()).isEmpty();
  }

  private List<String> ids(int request) {
    return cluster.requests().get(request).lines().stream()
        .filter(line -> line.contains("\"_id\""))
        .map(line -> line.replaceAll(".*\"_id\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private Map<String, String> config() {
    Map<String, String> config = new HashMap<>();
    config.put("elasticsearch.urls", cluster.url());
    config.put("elasticsearch.batch.linger.ms", "0");
    config.put("elasticsearch.retry.backoff.ms", "10");
    config.put("elasticsearch.retry.backoff.max.ms", "50");
    return config;
  }

  private SinkTaskDriver start(Map<String, String> config) {
    return tasks.start(config, P0);
  }
}
