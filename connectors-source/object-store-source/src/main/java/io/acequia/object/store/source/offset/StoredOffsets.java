package io.acequia.object.store.source.offset;

import static java.util.stream.Collectors.toSet;

import io.acequia.object.store.StoredObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/**
 * What is known of objects: what this task did, as far back as it remembers, and what Connect has
 * stored before.
 */
public final class StoredOffsets {

  private static final int REMEMBERED = 100_000;

  private final OffsetStorageReader storage;
  private final String store;
  private final Map<String, ObjectOffset> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ObjectOffset> eldest) {
          return size() > REMEMBERED;
        }
      };

  public StoredOffsets(OffsetStorageReader storage, String store) {
    this.storage = storage;
    this.store = store;
  }

  /** This task has read so far. */
  public void remember(String key, ObjectOffset offset) {
    recent.put(key, offset);
  }

  /** Looks up many objects at once; objects that nothing is known of are missing. */
  public Map<String, ObjectOffset> of(Collection<StoredObject> objects) {
    Map<String, ObjectOffset> known = new HashMap<>();
    List<String> others = new ArrayList<>();
    for (StoredObject object : objects) {
      ObjectOffset offset = recent.get(object.key());
      if (offset == null) {
        others.add(object.key());
      } else {
        known.put(object.key(), offset);
      }
    }
    known.putAll(stored(others));
    return known;
  }

  /**
   * As {@link #of}, of files that may have been renamed: with what this task remembers of others of
   * their folders, which may be gone.
   */
  public Map<String, ObjectOffset> ofFolders(Collection<StoredObject> files) {
    Set<String> folders = files.stream().map(file -> folder(file.key())).collect(toSet());
    Map<String, ObjectOffset> known = of(files);
    recent.forEach(
        (key, offset) -> {
          if (folders.contains(folder(key))) {
            known.put(key, offset);
          }
        });
    return known;
  }

  private static String folder(String key) {
    return key.substring(0, key.lastIndexOf('/') + 1);
  }

  /**
   * As {@link #of}, for objects that other tasks read, too: what they did is in Connect's storage
   * only, and what this task did last may not be there yet.
   */
  public Map<String, ObjectOffset> ofShared(Collection<StoredObject> objects) {
    Map<String, ObjectOffset> known = stored(objects.stream().map(StoredObject::key).toList());
    for (StoredObject object : objects) {
      ObjectOffset mine = recent.get(object.key());
      ObjectOffset theirs = known.get(object.key());
      if (mine != null && (theirs == null || mine.isBeyond(theirs, object.version()))) {
        known.put(object.key(), mine);
      }
    }
    return known;
  }

  private Map<String, ObjectOffset> stored(Collection<String> keys) {
    Map<String, ObjectOffset> known = new HashMap<>();
    Map<Map<String, String>, String> asked = new HashMap<>();
    keys.forEach(key -> asked.put(ObjectOffset.partition(store, key), key));
    if (!asked.isEmpty()) {
      List<Map<String, String>> partitions = new ArrayList<>(asked.keySet());
      storage
          .offsets(partitions)
          .forEach((partition, stored) -> put(known, asked.get(partition), stored));
    }
    return known;
  }

  private static void put(
      Map<String, ObjectOffset> known, @Nullable String key, @Nullable Map<String, Object> stored) {
    ObjectOffset offset = ObjectOffset.of(stored);
    if (key != null && offset != null) {
      known.put(key, offset);
    }
  }
}
