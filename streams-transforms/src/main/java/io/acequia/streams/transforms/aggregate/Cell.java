package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import org.jspecify.annotations.Nullable;

/** The mutable state of one or more aggregates over one input; one kind of cell each. */
interface Cell {

  /**
   * Takes a value that is not null.
   *
   * @throws org.apache.kafka.connect.errors.DataException if the value cannot be aggregated so; the
   *     cell is then as before
   */
  void add(Object value, long timestamp, long offset);

  /** Takes over what another cell of the same layout, with the later arrivals, has seen. */
  void merge(Cell later);

  /** Whether another cell can be merged into this one. */
  default boolean canMerge(Cell later) {
    return true;
  }

  void clear();

  /** Writes all but the tag. */
  void write(StateWriter out);

  /** Replaces what the cell holds; the inverse of {@link #write}. */
  void read(StateReader in);

  @Nullable Object result(AggregateSpec spec);
}
