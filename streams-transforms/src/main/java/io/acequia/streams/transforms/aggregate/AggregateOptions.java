package io.acequia.streams.transforms.aggregate;

/**
 * What some aggregates are told besides their field; 0 stands for the aggregate's default.
 *
 * @param percentile 0 to 100, for {@link AggregateOp#PERCENTILE}
 * @param sketchSize for {@link AggregateOp#COUNT_DISTINCT} the binary logarithm of the number of
 *     registers (4 to 16, default 12: 1.6 % standard error in at most 3 KiB); for {@link
 *     AggregateOp#PERCENTILE} KLL's k (8 to 4096, default 200: 2 % of rank in about 600 values);
 *     for {@link AggregateOp#TOP_K} the number of values counted (at most 10,000, default ten for
 *     each one wanted, at least 100)
 * @param limit for {@link AggregateOp#TOP_K} how many values are wanted (default 10), for {@link
 *     AggregateOp#COLLECT} how many are kept (at most 10,000, default 100)
 * @param distinct whether {@link AggregateOp#COLLECT} keeps equal values once
 * @param numericText whether a text that spells a decimal number counts as that number where
 *     numbers are needed; otherwise it is an error
 */
public record AggregateOptions(
    double percentile, int sketchSize, int limit, boolean distinct, boolean numericText) {

  public static final AggregateOptions DEFAULTS = new AggregateOptions(50, 0, 0, false, false);

  public AggregateOptions withPercentile(double value) {
    return new AggregateOptions(value, sketchSize, limit, distinct, numericText);
  }

  public AggregateOptions withSketchSize(int value) {
    return new AggregateOptions(percentile, value, limit, distinct, numericText);
  }

  public AggregateOptions withLimit(int value) {
    return new AggregateOptions(percentile, sketchSize, value, distinct, numericText);
  }

  public AggregateOptions withDistinct(boolean value) {
    return new AggregateOptions(percentile, sketchSize, limit, value, numericText);
  }

  public AggregateOptions withNumericText(boolean value) {
    return new AggregateOptions(percentile, sketchSize, limit, distinct, value);
  }
}
