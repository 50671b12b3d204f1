package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.PlainValue;
import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;

/** How many different values one field has; the sketch's size is part of the stored form. */
final class DistinctCell implements Cell {

  private final String field;
  private final int bits;
  private final DistinctValues values;

  DistinctCell(String field, int bits) {
    this.field = field;
    this.bits = bits;
    values = new DistinctValues(bits);
  }

  @Override
  public void add(Object value, long timestamp, long offset) {
    values.add(ValueIdentity.hash(PlainValue.scalar(value, field)));
  }

  @Override
  public void merge(Cell later) {
    values.merge(((DistinctCell) later).values);
  }

  @Override
  public void clear() {
    values.clear();
  }

  @Override
  public void write(StateWriter out) {
    values.write(out.writeByte(bits));
  }

  @Override
  public void read(StateReader in) {
    if (in.readByte() != bits) {
      throw in.broken("count_distinct of '%s' was stored with another lg_k".formatted(field));
    }
    values.read(in);
  }

  @Override
  public Long result(AggregateSpec spec) {
    return values.count();
  }
}
