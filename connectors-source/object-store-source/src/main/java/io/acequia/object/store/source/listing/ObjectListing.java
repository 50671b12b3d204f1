package io.acequia.object.store.source.listing;

import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.StoredObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lists a store over and over, a page at a time. A pass begins some keys before the last one of the
 * pass before, where late keys are likely; now and then one begins at the beginning and finds them
 * all.
 */
public final class ObjectListing implements ObjectArrivals {

  private final ObjectStore store;
  private final String prefix;
  private final Pace pace;
  private final LongSupplier nanoTime;
  private final Deque<String> lastKeys = new ArrayDeque<>();
  private @Nullable Iterator<List<StoredObject>> pass;
  private String startAfter = "";
  private long nextPass;
  private long nextFullPass;

  /**
   * When and how far back is listed.
   *
   * @param interval from the end of a pass to the next
   * @param fullInterval between passes from the beginning
   * @param lookback how many keys before the last one a pass begins
   */
  public record Pace(Duration interval, Duration fullInterval, int lookback) {}

  /**
   * @param nanoTime a clock
   */
  public ObjectListing(ObjectStore store, String prefix, Pace pace, LongSupplier nanoTime) {
    this.store = store;
    this.prefix = prefix;
    this.pace = pace;
    this.nanoTime = nanoTime;
    this.nextPass = nanoTime.getAsLong();
    this.nextFullPass = nextPass;
  }

  /** Tasks share what is listed by its keys. */
  @Override
  public boolean areShared() {
    return false;
  }

  /**
   * The next page of the running pass, or the first of a new one, if it is time.
   *
   * @return {@code null} if there is nothing to list now
   * @throws java.io.UncheckedIOException if the store fails; the next call begins a new pass
   */
  @Override
  public @Nullable List<StoredObject> next() {
    Iterator<List<StoredObject>> running = pass;
    if (running == null) {
      if (nanoTime.getAsLong() - nextPass < 0) {
        return null;
      }
      running = begin();
    }
    // A pass that fails is over.
    pass = null;
    if (!running.hasNext()) {
      end();
      return null;
    }
    List<StoredObject> page = running.next();
    for (StoredObject object : page) {
      lastKeys.addLast(object.key());
      if (lastKeys.size() > pace.lookback() + 1) {
        lastKeys.removeFirst();
      }
    }
    pass = running;
    return page;
  }

  private Iterator<List<StoredObject>> begin() {
    long now = nanoTime.getAsLong();
    if (now - nextFullPass >= 0) {
      startAfter = "";
      nextFullPass = now + pace.fullInterval().toNanos();
    }
    lastKeys.clear();
    return store.list(prefix, startAfter).iterator();
  }

  private void end() {
    nextPass = nanoTime.getAsLong() + pace.interval().toNanos();
    if (lastKeys.size() > pace.lookback()) {
      startAfter = lastKeys.getFirst();
    }
  }
}
