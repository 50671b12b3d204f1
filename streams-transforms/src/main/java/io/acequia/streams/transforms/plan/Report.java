package io.acequia.streams.transforms.plan;

import java.util.List;

/**
 * Figures about fields, as records.
 *
 * @param fields paths; empty: all that the rows have
 * @param top how many of the most frequent values a summary lists for a categorical field
 */
public record Report(Type type, List<String> fields, int top) {

  /** Which figures. */
  public enum Type {
    /** Of numeric fields: count, nulls, mean, stddev, min, max and quartiles. */
    METRICS,
    /** The same, and of categorical fields count, nulls, distinct and the most frequent values. */
    SUMMARY
  }

  public Report {
    fields = List.copyOf(fields);
  }
}
