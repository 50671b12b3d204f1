package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * What some rows add to a state, as it goes through a repartition topic: a byte that tells it from
 * other forms, how many rows they are, then their state. For one thread at a time.
 */
public final class PartialState {

  /** Versions of single rows' own form begin with 1. */
  private static final int FORM = 0xFE;

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

  /** Whether bytes are the stored form of a partial state. */
  public static boolean isOne(byte[] stored) {
    return stored.length > 0 && stored[0] == (byte) FORM;
  }

  /** How many rows a stored form is of. */
  public static long rows(byte[] stored) {
    return readRows(new StateReader(stored));
  }

  private static long readRows(StateReader in) {
    if (in.readByte() != FORM) {
      throw in.broken("this is no partial state");
    }
    return in.readUnsigned();
  }

  /**
   * Replaces what is here.
   *
   * @throws io.acequia.streams.transforms.state.StateFormatException if the bytes are no such state
   */
  public void read(byte[] stored) {
    rows = readRows(in.reset(stored));
    aggregates.read(in, state);
    in.expectEnd();
  }

  /** Adds what another one has, with which it must be {@link AggregateSet#canMerge mergeable}. */
  public void add(PartialState later) {
    aggregates.merge(state, later.state);
    rows += later.rows;
  }

  public byte[] write() {
    aggregates.write(out.reset().writeByte(FORM).writeUnsigned(rows), state);
    return out.toByteArray();
  }

  public AggregateState state() {
    return state;
  }
}
