package io.acequia.elasticsearch.sink.write;

import io.acequia.commons.config.BatchOptions;
import io.acequia.elasticsearch.sink.mapping.Target;
import java.util.List;

/**
 * Fills the next request of each lane. A document that may be changed again has a lane by its name;
 * others go where the least waits, so that requests get full. Called by the task's thread only.
 */
final class Lanes {
  private final List<Lane> lanes;
  private final BatchOptions limits;
  private final boolean ordered;
  private final Filling[] filling;
  private int current;

  /** What is not yet handed to a lane. */
  private static final class Filling {
    private Bulk bulk = new Bulk();
    private long openedAt;
  }

  /**
   * @param ordered whether several records may change one document
   */
  Lanes(List<Lane> lanes, BatchOptions limits, boolean ordered) {
    this.lanes = lanes;
    this.limits = limits;
    this.ordered = ordered;
    this.filling = new Filling[lanes.size()];
    for (int i = 0; i < filling.length; i++) {
      filling[i] = new Filling();
    }
  }

  /** The number of the lane that takes this document. */
  int choose(Target target) {
    if (!ordered || lanes.size() == 1) {
      return current;
    }
    return Math.floorMod(target.hashCode() * 0x9E3779B9, lanes.size());
  }

  /** The request that this lane's next item goes into. */
  Bulk filling(int lane) {
    return filling[lane].bulk;
  }

  /** Adds an item whose bytes are in {@link #filling}'s buffer already. */
  void add(int lane, BulkItem item) {
    Filling open = filling[lane];
    if (open.bulk.isEmpty()) {
      open.openedAt = System.nanoTime();
    }
    open.bulk.add(item);
    if (open.bulk.items().size() >= limits.records() || open.bulk.bytes() >= limits.bytes()) {
      seal(lane);
    }
  }

  private void seal(int lane) {
    Bulk full = filling[lane].bulk;
    if (full.isEmpty()) {
      return;
    }
    filling[lane].bulk = new Bulk();
    lanes.get(lane).submit(full);
    if (!ordered) {
      for (int i = 0; i < filling.length; i++) {
        current = lanes.get(i).backlog() < lanes.get(current).backlog() ? i : current;
      }
    }
  }

  /** Hands over what has waited long enough, and sends what may be sent. */
  void pump() {
    long now = System.nanoTime();
    for (int i = 0; i < filling.length; i++) {
      if (now - filling[i].openedAt >= limits.linger().toNanos()) {
        seal(i);
      }
      lanes.get(i).pump();
    }
  }

  /** Hands over everything. */
  void sealAll() {
    for (int i = 0; i < filling.length; i++) {
      seal(i);
    }
  }

  boolean areEmpty() {
    for (Filling open : filling) {
      if (!open.bulk.isEmpty()) {
        return false;
      }
    }
    return lanes.stream().allMatch(lane -> lane.backlog() == 0);
  }

  /** Whether waiting makes sense: the cluster is at work. */
  boolean areProgressing() {
    return lanes.stream().anyMatch(Lane::isProgressing);
  }

  void close() {
    lanes.forEach(Lane::close);
  }
}
