package io.acequia.http.source.repeat;

import io.acequia.http.source.queue.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One event in the window; guarded by the window. */
public final class RepeatEntry {

  private final RepeatKey key;
  private final long sinceNanos;
  private @Nullable Outcome outcome;
  private @Nullable List<Consumer<Outcome>> waiting;

  RepeatEntry(RepeatKey key, long sinceNanos) {
    this.key = key;
    this.sinceNanos = sinceNanos;
  }

  RepeatKey key() {
    return key;
  }

  @Nullable Outcome outcome() {
    return outcome;
  }

  boolean isExpired(long nowNanos, long keptNanos) {
    return outcome != null && nowNanos - sinceNanos > keptNanos;
  }

  void await(Consumer<Outcome> waiter) {
    if (waiting == null) {
      waiting = new ArrayList<>(1);
    }
    waiting.add(waiter);
  }

  List<Consumer<Outcome>> settle(Outcome settled) {
    List<Consumer<Outcome>> told = waiting == null ? List.of() : waiting;
    waiting = null;
    outcome = settled;
    return told;
  }
}
