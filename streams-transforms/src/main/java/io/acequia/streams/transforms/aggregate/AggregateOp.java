package io.acequia.streams.transforms.aggregate;

import java.util.Locale;

/**
 * What is computed over the rows of a window or key. Null values are ignored by all of them (as in
 * SQL); over no value at all, the counts are 0, {@link #TOP_K} and {@link #COLLECT} are empty
 * lists, and everything else is null.
 */
public enum AggregateOp {
  /** Rows, or values that are not null; Long. */
  COUNT,
  /**
   * Exact for whole numbers and decimals; Long, BigDecimal beyond Long or with decimals, Double.
   */
  SUM,
  /** The mean; Double, or BigDecimal of 34 digits if decimals but no doubles were seen. */
  AVG,
  /** The least number, text or boolean, as it came; NaN is above every other number. */
  MIN,
  /** The greatest number, text or boolean, as it came; NaN is above every other number. */
  MAX,
  /** The value of the earliest row by event time, then by offset. */
  FIRST,
  /** The value of the latest row by event time, then by offset. */
  LAST,
  /** Standard deviation of a sample (n - 1); null for fewer than two values. */
  STDDEV,
  /** Standard deviation of a population (n). */
  STDDEV_POP,
  /** Variance of a sample (n - 1); null for fewer than two values. */
  VARIANCE,
  /** Variance of a population (n). */
  VAR_POP,
  /** Different values, exact while few, then estimated ({@link DistinctValues}); Long. */
  COUNT_DISTINCT,
  /** The value at a rank by KLL ({@link QuantileSketch}), exact while few; Double. */
  PERCENTILE,
  /** The most frequent values with their counts ({@link FrequentValues}); a list of maps. */
  TOP_K,
  /** The first values that arrive, up to a limit; a list. */
  COLLECT;

  /** See {@link AggregateSet#mergesInAnyOrder}. */
  boolean mergesInAnyOrder() {
    return switch (this) {
      case COUNT, SUM, AVG, MIN, MAX -> true;
      case STDDEV, STDDEV_POP, VARIANCE, VAR_POP, COUNT_DISTINCT, PERCENTILE -> true;
      // Told apart by offset, or kept by arrival, or no longer exact once merged.
      case FIRST, LAST, TOP_K, COLLECT -> false;
    };
  }

  /** The name in a plan. */
  public String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }
}
