package io.acequia.object.store.source;

import io.acequia.object.store.ObjectChangedException;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.StoredObject;
import io.acequia.object.store.source.offset.ObjectProgress;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of an object when Kafka has all of its records. Objects are settled by any thread;
 * what has to be done is done by the task's.
 */
final class AfterRead {

  private static final Logger log = LoggerFactory.getLogger(AfterRead.class);
  private static final int REMEMBERED = 100_000;

  /** What is done. */
  enum Action {
    KEEP,
    TAG,
    MOVE,
    DELETE
  }

  /**
   * The settings.
   *
   * @param tags for TAG
   * @param movePrefix for MOVE: what the key gets in front
   */
  record Options(Action action, Map<String, String> tags, String movePrefix) {}

  private final ObjectStore store;
  private final Options options;
  private final Queue<ObjectProgress> settled = new ConcurrentLinkedQueue<>();
  private final Set<String> waiting = new HashSet<>();
  private final Set<String> tagged = new HashSet<>();
  private final AtomicLong done = new AtomicLong();
  private final Consumer<String> whenDone;

  /**
   * @param whenDone is told the key of each object that was settled and dealt with, by the task's
   *     thread
   */
  AfterRead(ObjectStore store, Options options, Consumer<String> whenDone) {
    this.store = store;
    this.options = options;
    this.whenDone = whenDone;
  }

  /** The object was read to its end; the task's thread says so. */
  void ended(ObjectProgress progress) {
    if (options.action() != Action.KEEP) {
      waiting.add(progress.key());
    }
    if (progress.end()) {
      settled(progress);
    }
  }

  /** Kafka has all of its records. */
  void settled(ObjectProgress progress) {
    settled.add(progress);
  }

  /**
   * The object is there and was read before: done is what a crash has prevented.
   *
   * @return whether there is, or was already, something to do
   */
  boolean again(StoredObject object) {
    boolean open = options.action() != Action.KEEP && !tagged.contains(object.key());
    if (open && waiting.add(object.key())) {
      settled.add(new ObjectProgress(object.key(), object.version()));
    }
    return open;
  }

  /** Does what has to be done; after an exception the next call goes on. */
  void perform() throws ObjectStoreException {
    for (ObjectProgress next = settled.peek(); next != null; next = settled.peek()) {
      try {
        act(next);
      } catch (ObjectChangedException e) {
        log.debug("{}{} is gone", store.location(), next.key());
      }
      settled.remove();
      waiting.remove(next.key());
      done.incrementAndGet();
      whenDone.accept(next.key());
    }
  }

  private void act(ObjectProgress object) throws ObjectStoreException {
    if (options.action() == Action.KEEP || !isStillThere(object)) {
      return;
    }
    switch (options.action()) {
      case TAG -> {
        store.tag(object.key(), options.tags());
        if (tagged.size() == REMEMBERED) {
          tagged.clear();
        }
        tagged.add(object.key());
      }
      case MOVE -> {
        store.copy(object.key(), options.movePrefix() + object.key());
        store.delete(object.key());
      }
      case DELETE -> store.delete(object.key());
      case KEEP -> {}
    }
  }

  /** Another object may have come in its place, which nobody has read. */
  private boolean isStillThere(ObjectProgress object) throws ObjectStoreException {
    return store
        .head(object.key())
        .map(StoredObject::version)
        .filter(object.version()::equals)
        .isPresent();
  }

  /** The objects that were settled and dealt with. */
  long count() {
    return done.get();
  }
}
