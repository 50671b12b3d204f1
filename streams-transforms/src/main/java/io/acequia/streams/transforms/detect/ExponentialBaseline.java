package io.acequia.streams.transforms.detect;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;

/**
 * Exponentially weighted mean and variance (T. Finch, Incremental calculation of weighted mean and
 * variance, 2009, section 9).
 */
final class ExponentialBaseline implements Baseline {

  private final double alpha;
  private long count;
  private double mean;
  private double variance;

  ExponentialBaseline(double alpha) {
    this.alpha = alpha;
  }

  @Override
  public void add(double value) {
    if (count++ == 0) {
      mean = value;
      return;
    }
    double difference = value - mean;
    double step = alpha * difference;
    mean += step;
    variance = (1 - alpha) * (variance + difference * step);
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public double center() {
    return mean;
  }

  @Override
  public double deviation() {
    return Math.sqrt(variance);
  }

  @Override
  public void clear() {
    count = 0;
    mean = 0;
    variance = 0;
  }

  @Override
  public void write(StateWriter out) {
    out.writeUnsigned(count).writeDouble(mean).writeDouble(variance);
  }

  @Override
  public void read(StateReader in) {
    count = in.readUnsigned();
    mean = in.readDouble();
    variance = in.readDouble();
  }
}
