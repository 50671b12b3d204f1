package io.acequia.http.source.repeat;

import io.acequia.http.source.queue.Outcome;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The events that were sent lately, so that a repeat is answered as the first was and not written
 * again. While the first is on its way a repeat waits for its outcome; a first that failed is
 * forgotten.
 *
 * <p>Bounded in number and time. An event still on its way is never dropped from the window: these
 * are bounded by the byte budget. About 100 bytes of heap an event. Thread-safe.
 */
public final class RepeatWindow {

  private final int capacity;
  private final long keptNanos;
  private final Map<RepeatKey, RepeatEntry> entries = new LinkedHashMap<>();

  /**
   * @param capacity in events; 0 remembers none
   */
  public RepeatWindow(int capacity, Duration kept) {
    this.capacity = capacity;
    this.keptNanos = kept.toNanos();
  }

  public boolean isEnabled() {
    return capacity > 0;
  }

  /**
   * Claims an event.
   *
   * @param waiter is told the outcome of the first if this is a repeat: at once or later, on the
   *     thread that settles it
   * @return the entry to {@link #settle} if this is the first; {@code null} if it is a repeat
   */
  public @org.jspecify.annotations.Nullable RepeatEntry claim(
      RepeatKey key, long nowNanos, Consumer<Outcome> waiter) {
    Outcome known;
    synchronized (this) {
      RepeatEntry entry = entries.get(key);
      if (entry == null || entry.isExpired(nowNanos, keptNanos)) {
        RepeatEntry first = new RepeatEntry(key, nowNanos);
        // A new entry goes to the end, where the youngest are.
        entries.remove(key);
        entries.put(key, first);
        shrink(nowNanos);
        return first;
      }
      known = entry.outcome();
      if (known == null) {
        entry.await(waiter);
        return null;
      }
    }
    waiter.accept(known);
    return null;
  }

  /** Says what became of a first. */
  public void settle(RepeatEntry entry, Outcome outcome) {
    java.util.List<Consumer<Outcome>> waiting;
    synchronized (this) {
      waiting = entry.settle(outcome);
      if (!outcome.isFinal()) {
        entries.remove(entry.key(), entry);
      }
    }
    waiting.forEach(waiter -> waiter.accept(outcome));
  }

  synchronized int size() {
    return entries.size();
  }

  private void shrink(long nowNanos) {
    Iterator<RepeatEntry> eldest = entries.values().iterator();
    while (eldest.hasNext()) {
      RepeatEntry entry = eldest.next();
      boolean surplus = entries.size() > capacity || entry.isExpired(nowNanos, keptNanos);
      if (!surplus || entry.outcome() == null) {
        return;
      }
      eldest.remove();
    }
  }
}
