package io.acequia.streams.transforms.aggregate;

import java.util.Arrays;
import java.util.List;

/** Computes aggregates over the values of one field in tests. */
final class Aggregating {

  static final String FIELD = "delay";

  private Aggregating() {}

  static AggregateSpec spec(AggregateOp op) {
    return AggregateSpec.of(op, 0, FIELD);
  }

  static AggregateSpec spec(AggregateOp op, AggregateOptions options) {
    return new AggregateSpec(op, 0, FIELD, options);
  }

  static AggregateSpec percentile(double p) {
    return spec(AggregateOp.PERCENTILE, AggregateOptions.DEFAULTS.withPercentile(p));
  }

  /** The result over values that arrive one second apart. */
  static Object over(AggregateSpec spec, Object... values) {
    AggregateSet set = AggregateSet.of(List.of(spec));
    return set.results(state(set, 0, Arrays.asList(values))).get(0);
  }

  static AggregateState state(AggregateSet set, int firstOffset, List<?> values) {
    AggregateState state = set.newState();
    for (int i = 0; i < values.size(); i++) {
      int offset = firstOffset + i;
      set.add(state, new Object[] {values.get(i)}, offset * 1000L, offset);
    }
    return state;
  }
}
