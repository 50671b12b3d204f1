package io.acequia.streams.transforms.detect;

import io.acequia.streams.transforms.aggregate.Moments;
import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;

/** Mean and standard deviation (of a sample) of all values. */
final class MeanBaseline implements Baseline {

  private final Moments moments = new Moments();

  @Override
  public void add(double value) {
    moments.add(value);
  }

  @Override
  public long count() {
    return moments.count();
  }

  @Override
  public double center() {
    return moments.mean();
  }

  @Override
  public double deviation() {
    return Math.sqrt(moments.sampleVariance());
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
}
