package io.acequia.object.store.source.offset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  public Map<String, ObjectOffset> of(Collection<String> keys) {
    Map<String, ObjectOffset> known = new HashMap<>();
    Map<Map<String, String>, String> asked = new HashMap<>();
    for (String key : keys) {
      ObjectOffset offset = recent.get(key);
      if (offset == null) {
        asked.put(ObjectOffset.partition(store, key), key);
      } else {
        known.put(key, offset);
      }
    }
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
