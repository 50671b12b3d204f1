package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import org.jspecify.annotations.Nullable;

/** Variance and standard deviation of one field; decimals are rounded to doubles first. */
final class MomentsCell implements Cell {

  private final NumericInput input;
  private final Moments moments = new Moments();

  MomentsCell(String field, boolean numericText) {
    input = new NumericInput(field, numericText);
  }

  @Override
  public void add(Object value, long timestamp, long offset) {
    moments.add(input.asDouble(value));
  }

  @Override
  public void merge(Cell later) {
    moments.merge(((MomentsCell) later).moments);
  }

  @Override
  public void clear() {
    moments.clear();
  }

  @Override
  public void write(StateWriter out) {
    moments.write(out);
  }

  @Override
  public void read(StateReader in) {
    moments.read(in);
  }

  @Override
  public @Nullable Double result(AggregateSpec spec) {
    boolean population = spec.op() == AggregateOp.STDDEV_POP || spec.op() == AggregateOp.VAR_POP;
    if (moments.count() < (population ? 1 : 2)) {
      return null;
    }
    double variance = population ? moments.populationVariance() : moments.sampleVariance();
    boolean root = spec.op() == AggregateOp.STDDEV || spec.op() == AggregateOp.STDDEV_POP;
    return root ? Math.sqrt(variance) : variance;
  }
}
