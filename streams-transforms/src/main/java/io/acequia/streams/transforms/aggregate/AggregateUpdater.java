package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Updates stored states without making new objects of them: one state and one buffer are used again
 * for every record. For one thread at a time; a processor has one.
 */
public final class AggregateUpdater {

  private final AggregateSet aggregates;
  private final AggregateState state;
  private final AggregateState other;
  private final PartialState added;
  private final StateReader in = new StateReader();
  private final StateWriter out = new StateWriter();

  public AggregateUpdater(AggregateSet aggregates) {
    this.aggregates = aggregates;
    this.state = aggregates.newState();
    this.other = aggregates.newState();
    this.added = new PartialState(aggregates);
  }

  /**
   * The stored state with one more row, as {@link AggregateSet#add} takes it.
   *
   * @param stored the state so far, which stays as it is, or null for none
   * @throws org.apache.kafka.connect.errors.DataException if the row cannot be aggregated; nothing
   *     has changed then
   */
  public byte[] add(byte @Nullable [] stored, @Nullable Object[] row, long timestamp, long offset) {
    load(stored, state);
    aggregates.add(state, row, timestamp, offset);
    return store();
  }

  /**
   * The stored state with what {@link PartialState} stored.
   *
   * @throws org.apache.kafka.connect.errors.DataException if they cannot be merged; nothing has
   *     changed then
   */
  public byte[] addPartial(byte @Nullable [] stored, byte[] partial) {
    added.read(partial);
    load(stored, state);
    aggregates.merge(state, added.state());
    return store();
  }

  /** Both states as one, as {@link AggregateSet#merge} does it. */
  public byte[] merge(byte[] stored, byte[] later) {
    load(stored, state);
    load(later, other);
    aggregates.merge(state, other);
    return store();
  }

  /** The values of a stored state. */
  public List<@Nullable Object> results(byte @Nullable [] stored) {
    load(stored, state);
    return aggregates.results(state);
  }

  private void load(byte @Nullable [] stored, AggregateState target) {
    if (stored == null) {
      target.clear();
    } else {
      aggregates.read(in.reset(stored), target);
      in.expectEnd();
    }
  }

  private byte[] store() {
    aggregates.write(out.reset(), state);
    return out.toByteArray();
  }
}
