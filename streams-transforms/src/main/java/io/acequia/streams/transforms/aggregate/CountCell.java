package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;

/** Counts. */
final class CountCell implements Cell {

  private long count;

  @Override
  public void add(Object value, long timestamp, long offset) {
    count++;
  }

  @Override
  public void merge(Cell later) {
    count += ((CountCell) later).count;
  }

  @Override
  public void clear() {
    count = 0;
  }

  @Override
  public void write(StateWriter out) {
    out.writeUnsigned(count);
  }

  @Override
  public void read(StateReader in) {
    count = in.readUnsigned();
  }

  @Override
  public Long result(AggregateSpec spec) {
    return count;
  }
}
