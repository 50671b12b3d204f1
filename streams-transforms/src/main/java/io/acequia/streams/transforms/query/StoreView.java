package io.acequia.streams.transforms.query;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a store of a topology is read: the topology knows what its bytes mean.
 *
 * @param store its name in the topology
 * @param windowMs the length of its windows, in milliseconds; 0 of other kinds than {@link
 *     Kind#WINDOWS}
 * @param columns what a value says, as plain values; null if the value is not to be seen. Called by
 *     several threads.
 */
public record StoreView<K, V>(
    String store,
    Kind kind,
    long windowMs,
    StoreKey<K> key,
    Function<V, @Nullable Map<String, @Nullable Object>> columns) {

  /** What a store holds. */
  public enum Kind {
    /** A value for each key. */
    ROWS,
    /** A value for each key, and all of them on each worker. */
    GLOBAL,
    /** The versions of a value for each key, of which the valid one is seen. */
    VERSIONS,
    /** A value for each key and window of one length. */
    WINDOWS,
    /** A value for each key and session. */
    SESSIONS;

    boolean isWindowed() {
      return this == WINDOWS || this == SESSIONS;
    }
  }

  /** Of a store without windows. */
  public static <K, V> StoreView<K, V> of(
      String store,
      Kind kind,
      StoreKey<K> key,
      Function<V, @Nullable Map<String, @Nullable Object>> columns) {
    return new StoreView<>(store, kind, 0, key, columns);
  }
}
