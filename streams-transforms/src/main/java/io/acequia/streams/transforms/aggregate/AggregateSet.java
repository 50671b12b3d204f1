package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.StateFormatException;
import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All aggregates of a window or key, over one compact state in which those over the same field
 * share what they can. Immutable and safe for use by several threads; its states are not.
 *
 * <p>The stored form is a version, then a tag and the content of every part. A later release reads
 * what an earlier one wrote for the same aggregates; anything else is a {@link
 * StateFormatException}.
 */
public final class AggregateSet {

  /** The version of the stored form that this release writes. */
  static final int VERSION = 1;

  private static final String STATE = "aggregates";

  private final List<AggregateSpec> specs;
  private final CellLayout[] layouts;
  private final int[] inputs;

  /** For each of {@link #specs} the cell that it reads. */
  private final int[] sources;

  private AggregateSet(List<AggregateSpec> specs, List<CellLayout> layouts, int[] sources) {
    this.specs = specs;
    this.layouts = layouts.toArray(new CellLayout[0]);
    this.inputs = layouts.stream().mapToInt(CellLayout::input).toArray();
    this.sources = sources;
  }

  /** The set of these aggregates; {@link #results} come in the same order. */
  public static AggregateSet of(List<AggregateSpec> specs) {
    Set<CellLayout> needed = new LinkedHashSet<>();
    for (AggregateSpec spec : specs) {
      if (spec.op() != AggregateOp.COUNT) {
        needed.add(CellLayout.of(spec));
      }
    }
    List<CellLayout> layouts = new ArrayList<>(needed);
    int[] sources = new int[specs.size()];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = source(specs.get(i), layouts);
    }
    return new AggregateSet(List.copyOf(specs), layouts, sources);
  }

  /** Finds the cell for an aggregate; a sum counts its values anyway, so a count reads it there. */
  private static int source(AggregateSpec spec, List<CellLayout> layouts) {
    CellLayout own = CellLayout.of(spec);
    for (int i = 0; i < layouts.size(); i++) {
      CellLayout layout = layouts.get(i);
      boolean counts =
          spec.op() == AggregateOp.COUNT
              && layout.kind() == CellLayout.Kind.SUM
              && layout.input() == spec.input();
      if (counts || layout.equals(own)) {
        return i;
      }
    }
    layouts.add(own);
    return layouts.size() - 1;
  }

  public AggregateState newState() {
    Cell[] cells = new Cell[layouts.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = layouts[i].newCell();
    }
    return new AggregateState(cells);
  }

  /**
   * Takes a row.
   *
   * @param row the values that the aggregates' inputs index; null for one that is absent
   * @param timestamp event time, milliseconds
   * @param offset where rows of the same time come in a fixed order
   * @throws org.apache.kafka.connect.errors.DataException if a value cannot be aggregated as asked;
   *     the state may then hold a part of the row and must be discarded, as {@link
   *     AggregateUpdater} does
   */
  public void add(AggregateState state, @Nullable Object[] row, long timestamp, long offset) {
    for (int i = 0; i < inputs.length; i++) {
      int input = inputs[i];
      Object value = input == AggregateSpec.ROWS ? Boolean.TRUE : row[input];
      if (value != null) {
        state.cell(i).add(value, timestamp, offset);
      }
    }
  }

  /**
   * Adds to one state what another has seen, which stays as it is.
   *
   * @param later the state whose rows arrived later, where that matters (collect)
   */
  public void merge(AggregateState into, AggregateState later) {
    for (int i = 0; i < layouts.length; i++) {
      into.cell(i).merge(later.cell(i));
    }
  }

  /** Whether {@link #merge} can merge these two: texts and numbers have no maximum, for one. */
  public boolean canMerge(AggregateState into, AggregateState later) {
    for (int i = 0; i < layouts.length; i++) {
      if (!into.cell(i).canMerge(later.cell(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether it does not matter in which order rows arrive and how they were merged before, save for
   * what the last digit of a double or the bound of a sketch allows.
   */
  public boolean mergesInAnyOrder() {
    return specs.stream().allMatch(spec -> spec.op().mergesInAnyOrder());
  }

  /** The aggregates' values, in their order; see {@link AggregateOp} for types and absence. */
  public List<@Nullable Object> results(AggregateState state) {
    List<@Nullable Object> results = new ArrayList<>(sources.length);
    for (int i = 0; i < sources.length; i++) {
      results.add(state.cell(sources[i]).result(specs.get(i)));
    }
    return Collections.unmodifiableList(results);
  }

  public byte[] encode(AggregateState state) {
    StateWriter out = new StateWriter();
    write(out, state);
    return out.toByteArray();
  }

  /**
   * The state that {@link #encode} gave.
   *
   * @throws StateFormatException if the bytes are of a newer release, of other aggregates, or
   *     damaged
   */
  public AggregateState decode(byte[] bytes) {
    AggregateState state = newState();
    StateReader in = new StateReader(bytes);
    read(in, state);
    in.expectEnd();
    return state;
  }

  /** Writes a state among others; it can be read without its length. */
  public void write(StateWriter out, AggregateState state) {
    out.writeByte(VERSION);
    for (int i = 0; i < layouts.length; i++) {
      state.cell(i).write(out.writeByte(layouts[i].tag()));
    }
  }

  /** Replaces what a state holds by what {@link #write} wrote. */
  public void read(StateReader in, AggregateState state) {
    in.readVersion(VERSION, STATE);
    for (int i = 0; i < layouts.length; i++) {
      int tag = in.readByte();
      if (tag != layouts[i].tag()) {
        throw new StateFormatException(
            "The state was stored for other aggregates: part %d should be %s of '%s', but has tag %d"
                .formatted(i, layouts[i].kind(), layouts[i].field(), tag));
      }
      state.cell(i).read(in);
    }
  }

  public List<AggregateSpec> specs() {
    return specs;
  }
}
