package io.acequia.schema.registry.avro;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands for the records of a schema while something is made of their fields. One that is
 * asked for meanwhile contains itself, and stays, so that it is made once however often it comes.
 */
final class OpenRecords<K, T> {

  private final Map<K, T> open = new HashMap<>();
  private final Set<K> recursive = new HashSet<>();

  /** What stands for this record, if it is open or contains itself. */
  @Nullable T find(K record) {
    T found = open.get(record);
    if (found != null) {
      recursive.add(record);
    }
    return found;
  }

  void open(K record, T standsForIt) {
    open.put(record, standsForIt);
  }

  /** Whether it contains itself. */
  boolean close(K record) {
    boolean itself = recursive.contains(record);
    if (!itself) {
      open.remove(record);
    }
    return itself;
  }
}
