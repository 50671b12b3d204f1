package io.acequia.streams.transforms.topology;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Asks the tasks of a topology to close their windows, and knows when all have. Thread-safe. */
final class WindowClosing {

  private final Set<Object> open = ConcurrentHashMap.newKeySet();
  private volatile boolean asked;

  void ask() {
    asked = true;
  }

  boolean isAsked() {
    return asked;
  }

  /** A gate whose windows are to be closed. */
  void add(Object gate) {
    open.add(gate);
  }

  /** A gate whose windows are closed, or which is gone. */
  void remove(Object gate) {
    open.remove(gate);
  }

  boolean isDone() {
    return asked && open.isEmpty();
  }
}
