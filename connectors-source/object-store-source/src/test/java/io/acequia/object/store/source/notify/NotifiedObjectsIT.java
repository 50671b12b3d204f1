package io.acequia.object.store.source.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.local.process.Await;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.StoredObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of messages, on a real queue. */
class NotifiedObjectsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final NotificationCounts counts = new NotificationCounts();
  private NotifiedBucket bucket;
  private ObjectStore store;
  private NotifiedObjects objects;

  @BeforeEach
  void createBucket() throws Exception {
    bucket = NotifiedBucket.create(NotifiedBucket.Way.QUEUE);
    store = bucket.store();
  }

  @AfterEach
  void close() {
    if (objects != null) {
      objects.close();
    }
    if (store != null) {
      store.close();
    }
  }

  private void open(Duration visibility) {
    objects = notified(visibility);
  }

  private NotifiedObjects notified(Duration visibility) {
    return new NotifiedObjects(
        store,
        bucket.name(),
        key -> key.startsWith("in/"),
        bucket.queue(),
        visibility,
        counts,
        System::nanoTime);
  }

  private List<String> next(int count) {
    List<String> keys = new ArrayList<>();
    Await.until(
        count + " objects",
        PATIENCE,
        () -> {
          List<StoredObject> some = objects.next();
          if (some != null) {
            some.forEach(object -> keys.add(object.key()));
          }
          return keys.size() >= count;
        });
    return keys;
  }

  @Test
  void messageIsKeptWhileItsObjectIsOpenAndDeletedThen() throws Exception {
    // Extended at half of it: a busy machine may take five seconds for a round.
    open(Duration.ofSeconds(10));
    bucket.put("in/a.jsonl", "{}");
    assertThat(next(1)).containsExactly("in/a.jsonl");
    Await.until(
        "more than its time",
        PATIENCE,
        () -> {
          objects.tend();
          assertThat(bucket.visible()).isZero();
          return counts.allExtended() >= 3;
        });
    objects.settled("in/a.jsonl");
    objects.tend();
    assertThat(bucket.held() + bucket.visible()).isZero();
    // S3's test of the queue was one, too.
    assertThat(counts.allDeleted()).isEqualTo(2);
  }

  @Test
  void messageOfTwoObjectsWaitsForBoth() throws Exception {
    open(LONG);
    bucket.put("in/a.jsonl", "{}");
    next(1);
    objects.settled("in/a.jsonl");
    bucket.put("other/b.jsonl", "{}");
    String a = bucket.event("ObjectCreated:Put", "in%2Fa.jsonl");
    String gone = bucket.event("ObjectCreated:Put", "in%2Fgone.jsonl");
    bucket.send(a.replace("]}", ",") + gone.replaceFirst(".*?\\[", ""));
    assertThat(next(1)).containsExactly("in/a.jsonl");
    objects.tend();
    assertThat(bucket.held()).isEqualTo(1);
    objects.settled("in/a.jsonl");
    objects.tend();
    assertThat(bucket.held()).isZero();
  }

  @Test
  void secondMessageOfAnObjectIsLookedAtWhenTheFirstIsSettled() throws Exception {
    open(LONG);
    bucket.put("in/a.jsonl", "one");
    bucket.put("in/a.jsonl", "second");
    assertThat(next(1)).containsExactly("in/a.jsonl");
    assertThat(objects.next()).isNull();
    objects.settled("in/a.jsonl");
    assertThat(next(1)).containsExactly("in/a.jsonl");
    objects.changed("in/a.jsonl");
    assertThat(next(1)).containsExactly("in/a.jsonl");
    objects.settled("in/a.jsonl");
    objects.tend();
    assertThat(bucket.held() + bucket.visible()).isZero();
  }

  @Test
  void brokenMessagesStayInTheQueue() throws Exception {
    open(LONG);
    bucket.send("hunter2");
    bucket.send("{\"Records\": 7}");
    bucket.put("in/a.jsonl", "{}");
    next(1);
    Await.until(
        "all messages",
        PATIENCE,
        () -> {
          objects.next();
          return bucket.visible() == 0;
        });
    objects.settled("in/a.jsonl");
    objects.tend();
    assertThat(counts.allBroken()).isEqualTo(2);
    assertThat(bucket.held()).isEqualTo(2);
  }

  @Test
  void whatIsOpenAtTheEndIsForOthersAtOnce() throws Exception {
    open(LONG);
    for (int i = 0; i < 25; i++) {
      bucket.put("in/" + i + ".jsonl", "{}");
    }
    assertThat(next(25)).doesNotHaveDuplicates();
    objects.tend();
    assertThat(bucket.held()).isEqualTo(25);
    objects.close();
    assertThat(bucket.held()).isZero();
    objects = notified(LONG);
    assertThat(next(25)).doesNotHaveDuplicates();
  }
}
