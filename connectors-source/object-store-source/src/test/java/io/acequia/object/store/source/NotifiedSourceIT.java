package io.acequia.object.store.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.local.process.Await;
import io.acequia.object.store.source.notify.NotifiedBucket;
import io.acequia.object.store.source.notify.NotifiedBucket.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks that a real queue tells of the objects of a real bucket. */
class NotifiedSourceIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String KEY = "in/a b+c~é.jsonl";

  @TempDir Path temporary;
  private NotifiedBucket bucket;
  private Folder worker;
  private final List<ObjectStoreSourceTask> started = new ArrayList<>();

  @AfterEach
  void stopTasks() {
    started.forEach(ObjectStoreSourceTask::stop);
  }

  private void create(Way... ways) throws Exception {
    bucket = NotifiedBucket.create(ways);
    worker = new Folder(temporary);
  }

  private ObjectStoreSourceTask start(String... more) {
    ObjectStoreSourceTask task = new ObjectStoreSourceTask();
    task.initialize(worker.context());
    Map<String, String> config = bucket.config(more);
    config.put("objects.task.id", Integer.toString(started.size()));
    task.start(config);
    started.add(task);
    return task;
  }

  private static List<SourceRecord> poll(ObjectStoreSourceTask task, int count) {
    List<SourceRecord> records = new ArrayList<>();
    Await.until(
        count + " records",
        PATIENCE,
        () -> {
          List<SourceRecord> some = task.poll();
          if (some != null) {
            records.addAll(some);
          }
          return records.size() >= count;
        });
    assertThat(records).hasSize(count);
    return records;
  }

  private static List<Object> numbers(List<SourceRecord> records) {
    List<Object> numbers = new ArrayList<>();
    records.forEach(record -> numbers.add(((Map<?, ?>) record.value()).get("n")));
    return numbers;
  }

  /** The task has no record for us any more, and the queue no message. */
  private void awaitEmptyQueue(ObjectStoreSourceTask task) {
    Await.until(
        "an empty queue",
        PATIENCE,
        () -> {
          assertThat(task.poll()).isNull();
          return bucket.visible() + bucket.held() == 0;
        });
  }

  @ParameterizedTest
  @EnumSource
  void messageIsDeletedWhenKafkaHasAllRecordsAndNotBefore(Way way) throws Exception {
    create(way);
    bucket.put(KEY, "{\"n\":1}\n{\"n\":2}\n");
    ObjectStoreSourceTask task = start();
    List<SourceRecord> records = poll(task, 2);
    assertThat(numbers(records)).containsExactly(1L, 2L);
    assertThat(records.get(0).sourcePartition()).extracting("object").isEqualTo(KEY);
    worker.commit(task, records.subList(0, 1));
    assertThat(task.poll()).isNull();
    assertThat(bucket.held()).isEqualTo(1);
    worker.commit(task, records.subList(1, 2));
    awaitEmptyQueue(task);
  }

  @Test
  void objectOfManyMessagesIsReadOnce() throws Exception {
    create(Way.values());
    bucket.put(KEY, "{\"n\":1}\n");
    ObjectStoreSourceTask first = start();
    List<SourceRecord> records = poll(first, 1);
    bucket.send(bucket.event("ObjectCreated:Put", "in%2Fa+b%2Bc~%C3%A9.jsonl"));
    assertThat(first.poll()).isNull();
    worker.commit(first, records);
    awaitEmptyQueue(first);
    // Another task knows by the offset; and a new version is a new object.
    ObjectStoreSourceTask second = start();
    bucket.send(bucket.event("ObjectCreated:Put", "in%2Fa+b%2Bc~%C3%A9.jsonl"));
    awaitEmptyQueue(second);
    bucket.put(KEY, "{\"n\":2}\n{\"n\":3}\n");
    List<SourceRecord> anew = poll(second, 2);
    assertThat(numbers(anew)).containsExactly(2L, 3L);
    worker.commit(second, anew);
    // The first task remembers the old version: it asks what others did since.
    awaitEmptyQueue(second);
    bucket.send(bucket.event("ObjectCreated:Put", "in%2Fa+b%2Bc~%C3%A9.jsonl"));
    awaitEmptyQueue(first);
  }

  @Test
  void whatIsNotToBeReadIsAsGoodAsRead() throws Exception {
    create(Way.QUEUE);
    bucket.put("elsewhere/a.jsonl", "{\"n\":1}\n");
    bucket.put("in/no-format", "{\"n\":1}\n");
    bucket.put("in/skip.jsonl", "{\"n\":1}\n");
    bucket.put("in/gone.jsonl", "{\"n\":1}\n");
    bucket.delete("in/gone.jsonl");
    bucket.send(bucket.event("ObjectRemoved:Delete", "in%2Fgone.jsonl"));
    bucket.send(bucket.event("ObjectCreated:Put", "in%2Fa.jsonl").replace(bucket.name(), "others"));
    awaitEmptyQueue(start("objects.include.pattern", ".*(a|no-format|gone)[^/]*"));
  }

  @Test
  void nextTaskReadsOnWhereOneStopped() throws Exception {
    create(Way.QUEUE);
    bucket.put(KEY, "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n");
    ObjectStoreSourceTask first = start("objects.poll.max.records", "1");
    worker.commit(first, poll(first, 1));
    first.stop();
    ObjectStoreSourceTask second = start();
    List<SourceRecord> rest = poll(second, 2);
    assertThat(numbers(rest)).containsExactly(2L, 3L);
    worker.commit(second, rest);
    awaitEmptyQueue(second);
  }

  @Test
  void twoTasksShareTheQueue() throws Exception {
    create(Way.QUEUE);
    ObjectStoreSourceTask first = start();
    ObjectStoreSourceTask second = start();
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      bucket.put("in/" + i + ".jsonl", "{\"n\":" + i + "}\n");
    }
    List<Integer> shares = new ArrayList<>(List.of(0, 0));
    Await.until(
        "all records",
        PATIENCE,
        () -> {
          for (int t = 0; t < 2; t++) {
            ObjectStoreSourceTask task = t == 0 ? first : second;
            List<SourceRecord> some = task.poll();
            if (some != null) {
              all.addAll(numbers(some));
              shares.set(t, shares.get(t) + some.size());
              worker.commit(task, some);
            }
          }
          return all.size() >= 30;
        });
    assertThat(all).hasSize(30).doesNotHaveDuplicates();
    assertThat(shares).allSatisfy(share -> assertThat(share).isPositive());
  }

  @Test
  void objectIsTaggedBeforeItsMessageIsDeleted() throws Exception {
    create(Way.values());
    bucket.put(KEY, "{\"n\":1}\n");
    ObjectStoreSourceTask task = start("objects.after.read", "tag");
    List<SourceRecord> records = poll(task, 1);
    assertThat(bucket.tags(KEY)).isEmpty();
    worker.commit(task, records);
    awaitEmptyQueue(task);
    assertThat(bucket.tags(KEY)).containsExactly("acequia=read");
  }

  @Test
  void whatACrashPreventedIsDoneWhenTheMessageComesAgain() throws Exception {
    create(Way.QUEUE);
    bucket.put(KEY, "{\"n\":1}\n");
    String[] move = {"objects.after.read", "move", "objects.after.move.prefix", "in/done/"};
    ObjectStoreSourceTask crashed = start(move);
    worker.commit(crashed, poll(crashed, 1));
    crashed.stop();
    assertThat(bucket.keys()).containsExactly(KEY);
    awaitEmptyQueue(start(move));
    assertThat(bucket.keys()).containsExactly("in/done/" + KEY);
  }

  @Test
  void missingQueueIsToldBeforeAnythingStarts() throws Exception {
    create(Way.QUEUE);
    Map<String, String> config = bucket.config();
    ObjectStoreSourceConnector connector = new ObjectStoreSourceConnector();
    assertThat(connector.validate(config).configValues())
        .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
    config.merge("objects.notification.queue.url", "-not-there", String::concat);
    assertThat(connector.validate(config).configValues())
        .filteredOn(value -> !value.errorMessages().isEmpty())
        .singleElement()
        .satisfies(
            value -> {
              assertThat(value.name()).isEqualTo("objects.notification.queue.url");
              assertThat(value.errorMessages()).singleElement().asString().contains("not-there");
            })
        .extracting(ConfigValue::value)
        .isNotNull();
  }
}
