package io.acequia.jdbc.sink.write;

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
  private final Map<TopicPartition, Long> lastOffsets = new HashMap<>();
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
    lastOffsets.put(partition, offset);
  }

  Collection<TableGroup> groups() {
    return groups.values();
  }

  @Nullable TableGroup group(TableName table) {
    return groups.get(table);
  }

  /** The last offset that the batch covers, by partition. */
  public Map<TopicPartition, Long> lastOffsets() {
    return Collections.unmodifiableMap(lastOffsets);
  }

  public int records() {
    return records;
  }

  public long bytes() {
    return bytes;
  }

  /** Whether it covers nothing at all. */
  public boolean isEmpty() {
    return lastOffsets.isEmpty();
  }

  /** The same without these records, which were reported; their offsets stay covered. */
  public Batch withoutRecords(Set<SinkRecord> reported) {
    Batch rest = filtered(record -> !reported.contains(record));
    rest.lastOffsets.putAll(lastOffsets);
    return rest;
  }

  /** The same without these partitions, which now are another task's. */
  public Batch withoutPartitions(Collection<TopicPartition> partitions) {
    if (Collections.disjoint(lastOffsets.keySet(), partitions)) {
      return this;
    }
    Batch rest = filtered(record -> !partitions.contains(SinkPosition.of(record).partition()));
    rest.lastOffsets.putAll(lastOffsets);
    rest.lastOffsets.keySet().removeAll(partitions);
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
}
