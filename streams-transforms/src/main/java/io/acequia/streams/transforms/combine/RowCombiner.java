package io.acequia.streams.transforms.combine;

import io.acequia.streams.transforms.aggregate.AggregateSet;
import io.acequia.streams.transforms.aggregate.PartialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Holds rows back and adds those of one group and slot of time together. For one thread at a time.
 *
 * <p>What is given out is in the order of time: a row never follows one of a later slot that came
 * after it, so that none becomes late by being held back with others. Nor is any in time by it that
 * came too late: see {@link #mustFollow}.
 */
final class RowCombiner {

  /** So many groups and slots, of a state each, are held at most. */
  private static final int MOST = 4_096;

  private static final Comparator<Held> BY_TIME =
      Comparator.<Held>comparingLong(held -> held.slot).thenComparingLong(held -> held.timestamp);

  private final String topic;
  private final long span;
  private final long grace;
  private final AggregateSet aggregates;
  private final PartialState incoming;
  private final Map<GroupSlot, Held> open = new HashMap<>();
  private final List<Held> all = new ArrayList<>();

  /** The latest time of a row that is held. */
  private long latest = Long.MIN_VALUE;

  /** Looked up with, so that a row of a group that is held needs no object of its own. */
  private final GroupSlot probe = new GroupSlot();

  RowCombiner(Combining combining) {
    this.topic = combining.topic();
    this.span = combining.span();
    this.grace = combining.grace();
    this.aggregates = combining.aggregates();
    this.incoming = new PartialState(aggregates);
  }

  /** Whether a record is a row that can be held. */
  boolean takes(ProducerRecord<byte[], byte[]> record) {
    return record.topic().equals(topic)
        && record.key() != null
        && record.value() != null
        && PartialState.isOne(record.value())
        && record.timestamp() != null
        && record.partition() == null;
  }

  /**
   * Whether what is held must be given out before a row comes: it has rows so much later that some
   * window of this one is closed by them.
   */
  boolean mustFollow(ProducerRecord<byte[], byte[]> row) {
    if (all.isEmpty() || span == Long.MAX_VALUE) {
      return false;
    }
    long end = (Math.floorDiv(row.timestamp(), span) + 1) * span;
    return end <= latest - grace;
  }

  /**
   * Holds a row that it {@link #takes}.
   *
   * @param callback is told what became of the last of the rows that were added together
   */
  void add(ProducerRecord<byte[], byte[]> row, @Nullable Callback callback) {
    incoming.read(row.value());
    probe.set(row.key(), Math.floorDiv(row.timestamp(), span));
    Held held = open.get(probe);
    if (held == null || !aggregates.canMerge(held.partial.state(), incoming.state())) {
      held = new Held(probe.copy(), new PartialState(aggregates));
      open.put(held.group, held);
      all.add(held);
    }
    held.partial.add(incoming);
    held.timestamp = Math.max(held.timestamp, row.timestamp());
    latest = Math.max(latest, row.timestamp());
    held.headers = row.headers();
    held.callback = callback;
  }

  boolean isFull() {
    return all.size() >= MOST;
  }

  /** Gives everything out and holds nothing any more. */
  void drain(BiConsumer<ProducerRecord<byte[], byte[]>, @Nullable Callback> next) {
    if (all.isEmpty()) {
      return;
    }
    List<Held> drained = new ArrayList<>(all);
    clear();
    drained.sort(BY_TIME);
    for (Held held : drained) {
      next.accept(
          new ProducerRecord<>(
              topic, null, held.timestamp, held.group.key, held.partial.write(), held.headers),
          held.callback);
    }
  }

  void clear() {
    open.clear();
    all.clear();
    latest = Long.MIN_VALUE;
  }

  /** What is held of a group and slot. */
  private static final class Held {

    private final GroupSlot group;
    private final long slot;
    private final PartialState partial;
    private long timestamp;
    private @Nullable Headers headers;
    private @Nullable Callback callback;

    Held(GroupSlot group, PartialState partial) {
      this.group = group;
      this.slot = group.slot;
      this.partial = partial;
    }
  }

  /** A key's bytes and a slot. */
  private static final class GroupSlot {

    private byte[] key = new byte[0];
    private long slot;

    void set(byte[] newKey, long newSlot) {
      key = newKey;
      slot = newSlot;
    }

    GroupSlot copy() {
      GroupSlot copy = new GroupSlot();
      copy.set(key, slot);
      return copy;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof GroupSlot same && slot == same.slot && Arrays.equals(key, same.key);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(key) * 31 + Long.hashCode(slot);
    }
  }
}
