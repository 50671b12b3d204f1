package io.acequia.object.store.source;

import io.acequia.formats.FileFormat;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.StoredObject;
import io.acequia.object.store.source.listing.ObjectArrivals;
import io.acequia.object.store.source.listing.ObjectFilter;
import io.acequia.object.store.source.offset.ObjectOffset;
import io.acequia.object.store.source.offset.StoredOffsets;
import io.acequia.object.store.source.read.GrowingReading;
import io.acequia.object.store.source.read.ObjectCursor;
import io.acequia.object.store.source.read.ObjectReading;
import io.acequia.object.store.source.read.ReadCounts;
import io.acequia.object.store.source.read.ReadOptions;
import io.acequia.object.store.source.read.ReadPlan;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The objects that a task has to read; no more than a page is held. */
final class ObjectQueue {

  private static final Logger log = LoggerFactory.getLogger(ObjectQueue.class);

  private final ObjectStore store;
  private final ObjectArrivals arrivals;
  private final ObjectFilter filter;
  private final StoredOffsets offsets;
  private final ReadPlan plan;
  private final ReadOptions options;
  private final ReadCounts counts;
  private final AfterRead afterRead;
  private final boolean tails;
  private final Deque<ObjectReading> ready = new ArrayDeque<>();

  ObjectQueue(
      ObjectStore store,
      ObjectArrivals arrivals,
      ObjectFilter filter,
      StoredOffsets offsets,
      ReadPlan plan,
      ReadOptions options,
      ReadCounts counts,
      AfterRead afterRead,
      boolean tails) {
    this.store = store;
    this.arrivals = arrivals;
    this.filter = filter;
    this.offsets = offsets;
    this.plan = plan;
    this.options = options;
    this.counts = counts;
    this.afterRead = afterRead;
    this.tails = tails;
  }

  /**
   * The next object; a page is listed if none is left.
   *
   * @return {@code null} if there is none now
   */
  @Nullable ObjectReading next() throws IOException {
    if (ready.isEmpty()) {
      List<StoredObject> page = arrivals.next();
      if (page != null) {
        List<StoredObject> mine = page.stream().filter(o -> filter.takes(o.key())).toList();
        Map<String, ObjectOffset> known = known(mine);
        for (StoredObject object : mine) {
          add(object, known);
        }
      }
    }
    return ready.poll();
  }

  private Map<String, ObjectOffset> known(List<StoredObject> mine) {
    if (tails) {
      return offsets.ofFolders(mine);
    }
    return arrivals.areShared() ? offsets.ofShared(mine) : offsets.of(mine);
  }

  /** Whether {@link #next} may have to wait for something. */
  boolean isEmpty() {
    return ready.isEmpty();
  }

  private void add(StoredObject object, Map<String, ObjectOffset> known) throws IOException {
    ObjectOffset before = known.get(object.key());
    if (tails) {
      ObjectOffset from = plan.growing(object, before, known);
      if (from != null) {
        ready.add(new GrowingReading(store, object, from, options, counts));
      }
      return;
    }
    FileFormat format = options.formatOf(object.key());
    if (format == null) {
      log.debug("the name of {}{} tells no format", store.location(), object.key());
      arrivals.settled(object.key());
      return;
    }
    ObjectOffset from = plan.start(object, before);
    if (from != null) {
      ready.add(new ObjectCursor(store, object, format, from, options, counts));
    } else if (before == null || !before.done() || !afterRead.again(object)) {
      arrivals.settled(object.key());
    }
  }

  /** An object was read to its end. */
  void ended(ObjectReading reading) {
    offsets.remember(reading.progress().key(), reading.offset(true));
    afterRead.ended(reading.progress());
    counts.object();
  }

  /** An object changed or vanished while it was read: it is looked at again. */
  void forget(ObjectReading reading) {
    offsets.remember(reading.progress().key(), reading.offset(false));
    arrivals.changed(reading.progress().key());
  }
}
