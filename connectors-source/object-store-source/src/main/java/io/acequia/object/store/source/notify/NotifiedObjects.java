package io.acequia.object.store.source.notify;

import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.StoredObject;
import io.acequia.object.store.source.listing.ObjectArrivals;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects that a queue tells of. A message is deleted when nothing is left to be done about any
 * object that it names, and kept from others until then. Of several messages that name one object
 * the second is looked at when the first is settled: then the object's offset tells whether it
 * means anything new.
 */
public final class NotifiedObjects implements ObjectArrivals {

  private static final Logger log = LoggerFactory.getLogger(NotifiedObjects.class);
  private static final int MOST_HELD = 1_000;
  private static final int ROUNDS = 10;

  private final ObjectStore store;
  private final String bucket;
  private final Predicate<String> wanted;
  private final SqsQueue queue;
  private final MessageDesk desk;
  private final BrokenMessages broken;
  private final NotificationCounts counts;
  private final Map<String, Deque<HeldMessage>> waiting = new HashMap<>();
  private final Deque<String> unseen = new ArrayDeque<>();
  private boolean toldOfOthers;

  /**
   * @param wanted which keys are to be read; others are as good as read
   * @param visibility how long a message is kept from others at a time
   * @param nanoTime a clock
   */
  public NotifiedObjects(
      ObjectStore store,
      String bucket,
      Predicate<String> wanted,
      SqsQueue queue,
      Duration visibility,
      NotificationCounts counts,
      LongSupplier nanoTime) {
    this.store = store;
    this.bucket = bucket;
    this.wanted = wanted;
    this.queue = queue;
    this.desk = new MessageDesk(queue, visibility, counts, nanoTime);
    this.broken = new BrokenMessages(counts);
    this.counts = counts;
  }

  @Override
  public boolean areShared() {
    return true;
  }

  @Override
  public @Nullable List<StoredObject> next() throws ObjectStoreException {
    boolean more = true;
    for (int round = 0; more && unseen.isEmpty() && round < ROUNDS; round++) {
      more = desk.size() < MOST_HELD && receive();
    }
    List<StoredObject> found = new ArrayList<>();
    for (int looks = 0; looks < SqsQueue.BATCH && !unseen.isEmpty(); looks++) {
      String key = unseen.element();
      Optional<StoredObject> object;
      try {
        object = store.head(key);
      } catch (ObjectStoreException e) {
        // What was found is read first; the next call meets the problem again.
        if (found.isEmpty()) {
          throw e;
        }
        return found;
      }
      unseen.remove();
      if (object.isPresent()) {
        found.add(object.get());
      } else {
        log.debug("{}{} is gone", store.location(), key);
        settled(key);
      }
    }
    return found.isEmpty() ? null : found;
  }

  /** Whether messages came. */
  private boolean receive() throws ObjectStoreException {
    List<SqsQueue.Message> messages = desk.receive();
    for (SqsQueue.Message message : messages) {
      if (desk.again(message) == null) {
        try {
          take(message, keys(EventParser.parse(message.body())));
          counts.received();
        } catch (BrokenNotificationException e) {
          broken.met(message.id(), e);
        }
      }
    }
    return !messages.isEmpty();
  }

  private Set<String> keys(Set<CreatedObject> created) {
    Set<String> keys = new LinkedHashSet<>();
    for (CreatedObject object : created) {
      if (!object.bucket().equals(bucket)) {
        if (!toldOfOthers) {
          log.warn("the queue tells of other buckets than {}, too: they are ignored", bucket);
          toldOfOthers = true;
        }
      } else if (wanted.test(object.key())) {
        keys.add(object.key());
      }
    }
    return keys;
  }

  private void take(SqsQueue.Message message, Set<String> keys) {
    HeldMessage taken = new HeldMessage(message.id(), keys);
    desk.hold(taken, message.receipt());
    if (taken.isDone()) {
      desk.done(taken);
    }
    for (String key : keys) {
      Deque<HeldMessage> ofKey = waiting.computeIfAbsent(key, k -> new ArrayDeque<>());
      ofKey.add(taken);
      if (ofKey.size() == 1) {
        unseen.add(key);
      }
    }
  }

  @Override
  public void settled(String key) {
    Deque<HeldMessage> ofKey = waiting.get(key);
    HeldMessage first = ofKey == null ? null : ofKey.poll();
    if (ofKey == null || first == null) {
      return;
    }
    first.settled(key);
    if (first.isDone()) {
      desk.done(first);
    }
    if (ofKey.isEmpty()) {
      waiting.remove(key);
    } else {
      unseen.add(key);
    }
  }

  @Override
  public void changed(String key) {
    unseen.add(key);
  }

  @Override
  public void tend() throws ObjectStoreException {
    desk.tend();
  }

  @Override
  public void close() {
    desk.release();
    queue.close();
  }
}
