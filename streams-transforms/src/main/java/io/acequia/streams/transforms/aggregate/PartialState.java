package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * What some rows add to a state, as it goes through a repartition topic: how many rows they are,
 * then their state. For one thread at a time.
 */
public final class PartialState {

  private final AggregateSet aggregates;
  private final AggregateState state;
  private final StateReader in = new StateReader();
  private final StateWriter out = new StateWriter();
  private long rows;

  public PartialState(AggregateSet aggregates) {
    this.aggregates = aggregates;
    this.state = aggregates.newState();
  }

  /**
   * The stored form of one row.
   *
   * @throws org.apache.kafka.connect.errors.DataException if the row cannot be aggregated
   */
  public byte[] ofRow(@Nullable Object[] row, long timestamp) {
    state.clear();
    aggregates.add(state, row, timestamp, 0);
    rows = 1;
    return write();
  }

  /** How many rows a stored form is of. */
  public static long rows(byte[] stored) {
    return new StateReader(stored).readUnsigned();
  }

  public void read(byte[] stored) {
    rows = in.reset(stored).readUnsigned();
    aggregates.read(in, state);
    in.expectEnd();
  }

  /** Adds what another one has, with which it must be {@link AggregateSet#canMerge mergeable}. */
  public void add(PartialState later) {
    aggregates.merge(state, later.state);
    rows += later.rows;
  }

  public byte[] write() {
    aggregates.write(out.reset().writeUnsigned(rows), state);
    return out.toByteArray();
  }

  public AggregateState state() {
    return state;
  }
}
