package io.acequia.object.store.source.notify;

import java.util.HashSet;
import java.util.Set;

/**
 * A message that was received and not yet deleted, with the objects that it still waits for. Any
 * thread may ask for its receipt; the rest is the task's.
 */
final class HeldMessage {

  private final String id;
  private final Set<String> open;
  private volatile String receipt;
  private long extendAt;
  private boolean lost;

  HeldMessage(String id, Set<String> keys) {
    this.id = id;
    this.open = new HashSet<>(keys);
    this.receipt = "";
  }

  String id() {
    return id;
  }

  String receipt() {
    return receipt;
  }

  /** It was received, perhaps once more after its time had run out. */
  void received(String newReceipt, long nextExtension) {
    receipt = newReceipt;
    extendAt = nextExtension;
    lost = false;
  }

  /** It is somebody else's now, or will be. */
  void lost() {
    lost = true;
  }

  void extended(long nextExtension) {
    extendAt = nextExtension;
  }

  boolean isToBeExtended(long now) {
    return !lost && now - extendAt >= 0;
  }

  /** Nothing is left to be done about this object of it. */
  void settled(String key) {
    open.remove(key);
  }

  /** Whether nothing is left at all. */
  boolean isDone() {
    return open.isEmpty();
  }
}
