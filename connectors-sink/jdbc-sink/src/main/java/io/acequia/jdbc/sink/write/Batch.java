package io.acequia.jdbc.sink.write;

import io.acequia.commons.offset.OffsetWatermark;
import io.acequia.commons.offset.SinkPosition;
import io.acequia.jdbc.sink.schema.TableName;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is written in one transaction: a run of a task's input, whatever tables it goes to, and the
 * offsets that it covers. Owned by one thread at a time.
 */
public final class Batch implements Work {
  private final Map<TableName, TableGroup> groups = new TreeMap<>();
  private final Map<TopicPartition, Range> ranges = new HashMap<>();
  private @Nullable TopicPartition lastPartition;
  private Range lastRange = new Range();
  private int records;
  private long bytes;

  /** Adds a record that takes so many bytes of memory. */
  void add(TableGroup group, SinkRecord record, long recordBytes) {
    group.records().add(record);
    groups.putIfAbsent(group.table(), group);
    records++;
    bytes += recordBytes;
  }

  /** Notes that the batch covers its partition up to this offset, with or without a row. */
  public void cover(TopicPartition partition, long offset) {
    // Records come in runs of one partition, and its object is the same one.
    if (partition != lastPartition) {
      lastPartition = partition;
      lastRange = ranges.computeIfAbsent(partition, p -> new Range());
    }
    if (lastRange.first < 0) {
      lastRange.first = offset;
    }
    lastRange.last = offset;
  }

  Collection<TableGroup> groups() {
    return groups.values();
  }

  @Nullable TableGroup group(TableName table) {
    return groups.get(table);
  }

  public Set<TopicPartition> partitions() {
    return Collections.unmodifiableSet(ranges.keySet());
  }

  /** The next offset to read after the batch, by partition. */
  public Map<TopicPartition, Long> nextOffsets() {
    Map<TopicPartition, Long> next = new HashMap<>();
    ranges.forEach((partition, range) -> next.put(partition, range.last + 1));
    return next;
  }

  /** Tracks the first and the last record of each partition, which stand for all between. */
  void track(OffsetWatermark watermark) {
    ranges.forEach(
        (partition, range) -> {
          watermark.track(partition, range.first);
          if (range.last > range.first) {
            watermark.track(partition, range.last);
          }
        });
  }

  /** Ends {@link #track}: everything of the batch is done. */
  void done(OffsetWatermark watermark) {
    ranges.forEach(
        (partition, range) -> {
          watermark.done(partition, range.first);
          if (range.last > range.first) {
            watermark.done(partition, range.last);
          }
        });
  }

  public int records() {
    return records;
  }

  public long bytes() {
    return bytes;
  }

  /** Whether it covers nothing at all. */
  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** The same without these records, which were reported; their offsets stay covered. */
  public Batch withoutRecords(Set<SinkRecord> reported) {
    Batch rest = filtered(record -> !reported.contains(record));
    rest.ranges.putAll(ranges);
    return rest;
  }

  /** The same without these partitions, which now are another task's. */
  public Batch withoutPartitions(Collection<TopicPartition> partitions) {
    if (Collections.disjoint(ranges.keySet(), partitions)) {
      return this;
    }
    Batch rest = filtered(record -> !partitions.contains(SinkPosition.of(record).partition()));
    rest.ranges.putAll(ranges);
    rest.ranges.keySet().removeAll(partitions);
    return rest;
  }

  private Batch filtered(Predicate<SinkRecord> kept) {
    Batch rest = new Batch();
    for (TableGroup group : groups.values()) {
      TableGroup keptGroup = new TableGroup(group.table(), null);
      for (SinkRecord record : group.records()) {
        if (kept.test(record)) {
          rest.add(keptGroup, record, 0);
        }
      }
    }
    // The bytes were taken from the budget once and are given back once.
    rest.bytes = bytes;
    return rest;
  }

  /** The offsets of one partition, the first and the last. */
  private static final class Range {
    private long first = -1;
    private long last = -1;
  }
}
