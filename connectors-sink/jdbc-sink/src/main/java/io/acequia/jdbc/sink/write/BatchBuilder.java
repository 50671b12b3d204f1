package io.acequia.jdbc.sink.write;

import io.acequia.commons.budget.RecordSize;
import io.acequia.commons.config.BatchOptions;
import io.acequia.jdbc.sink.schema.TableModel;
import io.acequia.jdbc.sink.schema.TableName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Fills the batch that is next to be written. Rows are encoded as records arrive, while the writer
 * is busy with the batch before, as far as the tables are known; what does not fit goes in
 * unencoded, and the writer sorts it out.
 */
final class BatchBuilder {
  private final WriteOptions options;
  private final BatchOptions limits;
  private final KnownTables known;
  private final Map<TableName, Lane> lanes = new HashMap<>();
  private Batch batch = new Batch();
  private long openedAt;

  BatchBuilder(WriteOptions options, BatchOptions limits, KnownTables known) {
    this.options = options;
    this.limits = limits;
    this.known = known;
  }

  /** Adds a record and returns the bytes that it takes. */
  long add(TableName table, SinkRecord record) {
    Lane lane = lanes.get(table);
    if (lane == null) {
      lane = new Lane(new RowEncoder(table, options.rows(), options.tables()));
      lanes.put(table, lane);
    }
    if (lane.group == null) {
      lane.group = begin(table, lane);
    }
    encode(lane, lane.group, record);
    long bytes = RecordSize.of(record);
    if (batch.isEmpty()) {
      openedAt = System.nanoTime();
    }
    batch.add(lane.group, record, bytes);
    return bytes;
  }

  private TableGroup begin(TableName table, Lane lane) {
    TableModel model = known.get(table);
    if (model == null) {
      return new TableGroup(table, null);
    }
    if (lane.encoder.table() != model) {
      lane.encoder.use(model);
    }
    return new TableGroup(table, new EncodedRows(model, lane.encoder.columns()));
  }

  private static void encode(Lane lane, TableGroup group, SinkRecord record) {
    EncodedRows rows = group.rows();
    if (rows == null) {
      return;
    }
    boolean encoded;
    try {
      encoded = lane.encoder.append(record, rows);
    } catch (DataException e) {
      // The table may have changed by now: only the writer may find a record guilty.
      encoded = false;
    }
    if (!encoded) {
      group.rows(null);
    }
  }

  /** Notes that the batch covers the partition up to this offset, with or without a row. */
  void cover(TopicPartition partition, long offset) {
    if (batch.isEmpty()) {
      openedAt = System.nanoTime();
    }
    batch.cover(partition, offset);
  }

  boolean isEmpty() {
    return batch.isEmpty();
  }

  boolean isFull() {
    return batch.records() >= limits.records() || batch.bytes() >= limits.bytes();
  }

  /** Whether the batch has waited long enough for more records. */
  boolean hasLingered() {
    return !isEmpty() && System.nanoTime() - openedAt >= limits.linger().toNanos();
  }

  /** Ends the batch and begins the next. */
  Batch take() {
    Batch taken = batch;
    batch = new Batch();
    lanes.values().forEach(lane -> lane.group = null);
    return taken;
  }

  /** Takes these partitions out of the batch. */
  void remove(Collection<TopicPartition> partitions) {
    Batch rest = batch.withoutPartitions(partitions);
    if (rest != batch) {
      batch = rest;
      lanes.forEach((table, lane) -> lane.group = rest.group(table));
    }
  }

  /** What is kept for a table from batch to batch. */
  private static final class Lane {
    private final RowEncoder encoder;
    private @Nullable TableGroup group;

    private Lane(RowEncoder encoder) {
      this.encoder = encoder;
    }
  }
}
