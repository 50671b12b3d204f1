package io.acequia.testkit;

import io.acequia.local.process.Await;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.LocalKafka;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes partitions away from tasks of a sink in the middle of their work, in a real group of
 * consumers: because another task joins them, and because a worker with a task is killed.
 */
public final class MovingPartitions {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int PARTITIONS = 4;
  private static final int RECORDS_A_SECOND = 2_000;

  private final LocalKafka kafka;
  private final ConnectWorker worker;
  private final ConnectWorker second;

  /**
   * @param worker the one that survives
   * @param second another one of its cluster, not yet started
   */
  public MovingPartitions(LocalKafka kafka, ConnectWorker worker, ConnectWorker second) {
    this.kafka = kafka;
    this.worker = worker;
    this.second = second;
  }

  /**
   * Deploys a sink, feeds and disturbs it, and returns when it has committed all that there is.
   *
   * @param name of the connector and of its topic, which is created
   * @param config of the connector; some records should always wait for being written
   * @param value of the record with this number
   * @param written how many records the target has
   * @return how many records the topic has, with the numbers from 0 on
   */
  public long disturb(
      String name, Map<String, String> config, LongFunction<String> value, Callable<Long> written)
      throws Exception {
    createTopic(name);
    Map<String, String> settings = new HashMap<>(config);
    settings.put("tasks.max", "2");
    settings.put("consumer.override.session.timeout.ms", "6000");
    settings.put("consumer.override.heartbeat.interval.ms", "1000");
    try (ConnectWorker other = second.start();
        RecordFeed feed = RecordFeed.start(kafka.bootstrap(), name, RECORDS_A_SECOND, value)) {
      worker.client().put(name, settings);
      awaitTasks(name, 2, Set.of(id(worker), id(other)));
      feed.awaitMidWrite(written);
      settings.put("tasks.max", "3");
      worker.client().put(name, settings);
      awaitTasks(name, 3, Set.of(id(worker), id(other)));
      feed.awaitMidWrite(written);
      other.kill();
      awaitTasks(name, 3, Set.of(id(worker)));
      feed.awaitMidWrite(written);
      long total = feed.end();
      awaitCommitted(name);
      return total;
    }
  }

  private void createTopic(String name) throws Exception {
    try (Admin admin = kafka.admin()) {
      admin
          .createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1)))
          .all()
          .get(2, TimeUnit.MINUTES);
    }
  }

  private static String id(ConnectWorker worker) {
    return worker.url().getAuthority();
  }

  private void awaitTasks(String name, int count, Set<String> workers) {
    Await.until(
        count + " tasks of " + name + " on " + workers,
        PATIENCE,
        () -> {
          Set<String> found = new HashSet<>();
          var tasks = worker.client().status(name).path("tasks");
          tasks.forEach(task -> found.add(task.path("worker_id").asText()));
          return tasks.size() == count && found.equals(workers);
        });
    worker.client().awaitRunning(name, PATIENCE);
  }

  private void awaitCommitted(String name) throws Exception {
    try (Admin admin = kafka.admin()) {
      Map<TopicPartition, OffsetSpec> latest =
          IntStream.range(0, PARTITIONS)
              .mapToObj(partition -> new TopicPartition(name, partition))
              .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
      var ends = admin.listOffsets(latest).all().get(2, TimeUnit.MINUTES);
      Await.until(
          "all of " + name + " to be committed",
          PATIENCE,
          () -> {
            var committed =
                admin
                    .listConsumerGroupOffsets("connect-" + name)
                    .partitionsToOffsetAndMetadata()
                    .get(2, TimeUnit.MINUTES);
            return ends.entrySet().stream()
                .allMatch(
                    end ->
                        committed.get(end.getKey()) != null
                            && committed.get(end.getKey()).offset() == end.getValue().offset());
          });
    }
  }
}
