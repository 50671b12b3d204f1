package io.acequia.object.store.source.read;

import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.StoredObject;
import io.acequia.object.store.source.offset.ObjectOffset;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides from what is known of an object whether, and from where on, it is to be read. */
public final class ReadPlan {

  private static final Logger log = LoggerFactory.getLogger(ReadPlan.class);

  /** What is done about an object that was read, and then replaced by another of the same key. */
  public enum Changed {
    /** The new one is read from its beginning. */
    REREAD,
    /** It is left alone. */
    IGNORE
  }

  private final ObjectStore store;
  private final Changed changed;

  public ReadPlan(ObjectStore store, Changed changed) {
    this.store = store;
    this.changed = changed;
  }

  /**
   * Where to begin with an object that does not grow.
   *
   * @param known {@code null} if it was never read
   * @return {@code null} if there is nothing to read
   */
  public @Nullable ObjectOffset start(StoredObject object, @Nullable ObjectOffset known) {
    if (known == null) {
      return ObjectOffset.start(object.version());
    }
    if (known.version().equals(object.version())) {
      return known.done() ? null : known;
    }
    if (changed == Changed.IGNORE) {
      log.warn("{}{} has changed since it was read: ignored", store.location(), object.key());
      return null;
    }
    log.warn("{}{} has changed: it is read anew", store.location(), object.key());
    return ObjectOffset.start(object.version());
  }

  /**
   * Where to begin with a file that grows.
   *
   * @param known {@code null} if no file of this name was ever read
   * @param others what is known of the other files of its folder, by their keys
   * @return {@code null} if there is nothing to read
   */
  public @Nullable ObjectOffset growing(
      StoredObject file, @Nullable ObjectOffset known, Map<String, ObjectOffset> others)
      throws IOException {
    if (known != null && known.version().equals(file.version()) && known.record() == 0) {
      return null;
    }
    if (known != null && (known.head().isEmpty() || isStill(file, known))) {
      return known;
    }
    ObjectOffset renamed = renamed(file, others);
    if (renamed != null) {
      return renamed;
    }
    if (known != null) {
      log.info("{}{} was rotated or truncated", store.location(), file.key());
    }
    return file.size() == 0 ? null : ObjectOffset.start(file.version());
  }

  private boolean isStill(StoredObject file, ObjectOffset known) throws IOException {
    return file.size() >= known.position()
        && FileHead.matches(store, file.key(), file.size(), known.head());
  }

  private @Nullable ObjectOffset renamed(StoredObject file, Map<String, ObjectOffset> others)
      throws IOException {
    for (Map.Entry<String, ObjectOffset> entry : others.entrySet()) {
      ObjectOffset other = entry.getValue();
      if (!entry.getKey().equals(file.key())
          && !other.head().isEmpty()
          && isStill(file, other)
          && !isAnother(entry.getKey(), other)) {
        log.info("{}{} is a file that was renamed", store.location(), file.key());
        return other;
      }
    }
    return null;
  }

  /**
   * Whether a file that begins like the one at a key may be another one: that one is there still,
   * and too short to tell a copy of it, made before it is truncated, from one that begins alike. To
   * read a few lines twice is better than to pass some over.
   */
  private boolean isAnother(String key, ObjectOffset known) throws IOException {
    if (!FileHead.isWhole(known.head())) {
      return false;
    }
    Optional<StoredObject> there = store.head(key);
    return there.isPresent() && isStill(there.get(), known);
  }
}
