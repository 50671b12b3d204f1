package io.acequia.streams.transforms.detect;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;

/** What values looked like so far. */
interface Baseline {

  void add(double value);

  long count();

  double center();

  double deviation();

  void clear();

  void write(StateWriter out);

  void read(StateReader in);

  static Baseline of(DetectorSpec spec) {
    return switch (spec.method()) {
      case ZSCORE -> new MeanBaseline();
      case EXPONENTIAL -> new ExponentialBaseline(spec.alpha());
      case MEDIAN -> new MedianBaseline(spec.window());
    };
  }
}
