package io.acequia.object.store.source.listing;

import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.StoredObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a task learns which objects there are. Used by the task's thread, but for the end. */
public interface ObjectArrivals extends AutoCloseable {

  /**
   * Some objects to look at; whoever looks at them says of each whether it was {@link #settled}.
   *
   * @return {@code null} if there are none now
   * @throws java.io.UncheckedIOException or its cause if the store fails; nothing is lost by that
   */
  @Nullable List<StoredObject> next() throws ObjectStoreException;

  /** Whether other tasks may read objects of the same keys. */
  boolean areShared();

  /** Nothing is left to be done about this object. */
  default void settled(String key) {}

  /** This object is no longer what it was when it was looked at. */
  default void changed(String key) {}

  /** What has to be done from time to time, at least while something is read. */
  default void tend() throws ObjectStoreException {}

  /** By any thread, within seconds. */
  @Override
  default void close() {}
}
