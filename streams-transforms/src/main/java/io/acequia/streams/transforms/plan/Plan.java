package io.acequia.streams.transforms.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topology, checked and complete. Its elements work in SQL's order whatever their order in the
 * JSON: sources, enrich, where, select, key, then aggregate or report by group and window, detect,
 * and branches or one sink. Immutable; equal plans do the same.
 *
 * @param name of the application; null: that of whoever runs it
 * @param sources at least one; several are merged
 * @param select of the rows that are kept; empty: all columns. What follows sees these columns in
 *     front of those of the rows that they were selected from
 * @param key the expressions that make the key of rows; empty: the key that they came with
 * @param groupBy empty: all rows are one group
 * @param window null: running results
 * @param report null if there is none; never together with aggregates
 * @param sink null if there are branches
 * @param late the topic of records that came after their window; null: they are only counted
 * @param deadLetter the topic of bad records; null: a bad record stops the application
 * @param until null: for ever
 */
public record Plan(
    @Nullable String name,
    List<Source> sources,
    List<Enrichment> enrich,
    @Nullable String where,
    List<String> select,
    List<String> key,
    List<Column> groupBy,
    @Nullable Window window,
    List<Aggregate> aggregates,
    @Nullable Report report,
    List<Detection> detections,
    List<Branch> branches,
    @Nullable Sink sink,
    @Nullable String late,
    @Nullable String deadLetter,
    Delivery delivery,
    Position from,
    @Nullable Position until) {

  /** The columns of a windowed result that tell its window. */
  public static final String WINDOW_START = "window_start";

  public static final String WINDOW_END = "window_end";

  public Plan {
    sources = List.copyOf(sources);
    enrich = List.copyOf(enrich);
    select = List.copyOf(select);
    key = List.copyOf(key);
    groupBy = List.copyOf(groupBy);
    aggregates = List.copyOf(aggregates);
    detections = List.copyOf(detections);
    branches = List.copyOf(branches);
  }

  /** The sink, or the sinks of the branches. */
  public List<Sink> sinks() {
    return sink == null ? branches.stream().map(Branch::sink).toList() : List.of(sink);
  }

  /** Whether rows are taken together to results, with state. */
  public boolean isAggregating() {
    return !aggregates.isEmpty() || report != null;
  }

  /** Whether the plan ends by itself. */
  public boolean isBatch() {
    return until != null;
  }

  /** Every topic of the plan, with its place in it. */
  public List<TopicUse> topics() {
    return TopicUse.of(this);
  }
}
