package io.acequia.streams.transforms.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One function over the rows of a group and window.
 *
 * @param field the expression that it takes; null only of a count of rows
 * @param names of its columns in the result: one for each percentile, else one
 * @param where the condition that a row must meet to be taken; null: none
 * @param percentiles between 0 and 100, both excluded; empty of other functions
 * @param limit the most values that top_k answers or collect keeps; 0 of other functions
 * @param distinct whether collect keeps each value once
 * @param sketch the size of the sketch as its library counts it: log2 of the registers of
 *     count_distinct (HyperLogLog), k of percentile (KLL); 0 of other functions
 */
public record Aggregate(
    Op op,
    @Nullable String field,
    List<String> names,
    @Nullable String where,
    List<Double> percentiles,
    int limit,
    boolean distinct,
    int sketch) {

  /** The function. */
  public enum Op {
    COUNT,
    SUM,
    AVG,
    MIN,
    MAX,
    FIRST,
    LAST,
    /** Of a sample: divided by n - 1. */
    STDDEV,
    /** Of the whole population: divided by n. */
    STDDEV_POP,
    /** Of a sample: divided by n - 1. */
    VARIANCE,
    /** Of the whole population: divided by n. */
    VAR_POP,
    COUNT_DISTINCT,
    PERCENTILE,
    TOP_K,
    COLLECT
  }

  public Aggregate {
    names = List.copyOf(names);
    percentiles = List.copyOf(percentiles);
  }
}
