package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.PlainValue;
import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import io.acequia.streams.transforms.state.ValueCodec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The first values of one field in order of arrival, up to a limit of number and of 512 Ki
 * characters; those beyond it are left out.
 */
final class CollectCell implements Cell {

  private static final int MOST_CHARACTERS = 512 * 1024;

  private final String field;
  private final int limit;
  private final boolean distinct;
  private final List<Object> values = new ArrayList<>();

  /** What the list holds, if it is to hold equal values once. */
  private final Set<Object> identities = new HashSet<>();

  private int characters;

  CollectCell(String field, int limit, boolean distinct) {
    this.field = field;
    this.limit = limit;
    this.distinct = distinct;
  }

  @Override
  public void add(Object value, long timestamp, long offset) {
    take(PlainValue.kept(value, field));
  }

  private void take(Object plain) {
    int more = PlainValue.sizeOf(plain);
    if (values.size() < limit
        && characters + more <= MOST_CHARACTERS
        && (!distinct || identities.add(ValueIdentity.of(plain)))) {
      values.add(plain);
      characters += more;
    }
  }

  @Override
  public void merge(Cell later) {
    ((CollectCell) later).values.forEach(this::take);
  }

  @Override
  public void clear() {
    values.clear();
    identities.clear();
    characters = 0;
  }

  @Override
  public void write(StateWriter out) {
    out.writeUnsigned(values.size());
    values.forEach(value -> ValueCodec.write(out, value));
  }

  @Override
  public void read(StateReader in) {
    clear();
    int size = in.readCount();
    for (int i = 0; i < size; i++) {
      take(ValueCodec.readPresent(in));
    }
  }

  @Override
  public List<Object> result(AggregateSpec spec) {
    return List.copyOf(values);
  }
}
