package io.acequia.object.store.source.notify;

import io.acequia.object.store.ObjectStoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages that a task holds: kept from others while they are open, deleted when done. */
final class MessageDesk {

  private static final Logger log = LoggerFactory.getLogger(MessageDesk.class);
  // A task may be asked to stop while it waits; what it holds may be done meanwhile.
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final Duration CALL = Duration.ofSeconds(20);
  private static final Duration LAST_CALL = Duration.ofSeconds(2);

  private final SqsQueue queue;
  private final Duration visibility;
  private final NotificationCounts counts;
  private final LongSupplier nanoTime;
  private final Map<String, HeldMessage> held = new ConcurrentHashMap<>();
  private final List<HeldMessage> done = new ArrayList<>();

  MessageDesk(
      SqsQueue queue, Duration visibility, NotificationCounts counts, LongSupplier nanoTime) {
    this.queue = queue;
    this.visibility = visibility;
    this.counts = counts;
    this.nanoTime = nanoTime;
  }

  int size() {
    return held.size();
  }

  List<SqsQueue.Message> receive() throws ObjectStoreException {
    return queue.receive(WAIT, visibility);
  }

  /** The message if it is held already; its time had run out, and now it is ours again. */
  @Nullable HeldMessage again(SqsQueue.Message message) {
    HeldMessage known = held.get(message.id());
    if (known != null) {
      known.received(message.receipt(), nextExtension());
    }
    return known;
  }

  void hold(HeldMessage message, String receipt) {
    message.received(receipt, nextExtension());
    held.put(message.id(), message);
  }

  /** It is to be deleted. */
  void done(HeldMessage message) {
    done.add(message);
  }

  /** Deletes what is done, and keeps from others what is not. */
  void tend() throws ObjectStoreException {
    while (!done.isEmpty()) {
      List<HeldMessage> some = done.subList(0, Math.min(done.size(), SqsQueue.BATCH));
      queue.delete(receipts(some));
      counts.deleted(some.size());
      some.forEach(message -> held.remove(message.id()));
      some.clear();
    }
    long now = nanoTime.getAsLong();
    List<HeldMessage> due = held.values().stream().filter(m -> m.isToBeExtended(now)).toList();
    for (int from = 0; from < due.size(); from += SqsQueue.BATCH) {
      extend(due.subList(from, Math.min(due.size(), from + SqsQueue.BATCH)));
    }
  }

  private void extend(List<HeldMessage> some) throws ObjectStoreException {
    List<Integer> refused = queue.setVisibility(receipts(some), visibility, CALL);
    for (int place : refused) {
      some.get(place).lost();
      log.warn(
          "message {} can be kept from others no longer: its objects may be read a second time",
          some.get(place).id());
    }
    some.forEach(message -> message.extended(nextExtension()));
    counts.extended(some.size() - refused.size());
  }

  /** Lets others have at once what is not done; best effort, within seconds. */
  void release() {
    List<HeldMessage> all = List.copyOf(held.values());
    long end = nanoTime.getAsLong() + LAST_CALL.toNanos();
    try {
      for (int from = 0; from < all.size() && nanoTime.getAsLong() - end < 0; ) {
        int to = Math.min(all.size(), from + SqsQueue.BATCH);
        queue.setVisibility(receipts(all.subList(from, to)), Duration.ZERO, LAST_CALL);
        from = to;
      }
    } catch (ObjectStoreException e) {
      log.info("messages of the queue come back when their time is over: {}", e.getMessage());
    }
  }

  private long nextExtension() {
    return nanoTime.getAsLong() + visibility.toNanos() / 2;
  }

  private static List<String> receipts(List<HeldMessage> messages) {
    return messages.stream().map(HeldMessage::receipt).toList();
  }
}
