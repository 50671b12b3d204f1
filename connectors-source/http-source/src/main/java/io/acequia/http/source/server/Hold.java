package io.acequia.http.source.server;

import io.acequia.commons.budget.ByteBudget;

/** What one request holds of the byte budget, from its first byte until its events are settled. */
final class Hold {

  private final ByteBudget budget;
  private long bytes;

  Hold(ByteBudget budget) {
    this.budget = budget;
  }

  /** Holds more; false, and nothing changed, if there is no room. */
  boolean tryGrow(int more) {
    if (!budget.tryAcquire(more)) {
      return false;
    }
    bytes += more;
    return true;
  }

  /** Holds more even if there is no room: for bytes that are here already. */
  void grow(int more) {
    budget.acquire(more);
    bytes += more;
  }

  /** Lets everything go; again and again if need be. */
  void release() {
    budget.release(bytes);
    bytes = 0;
  }
}
