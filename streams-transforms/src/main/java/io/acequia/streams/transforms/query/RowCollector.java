package io.acequia.streams.transforms.query;

import io.acequia.sql.time.IsoTimestamp;
import io.acequia.streams.transforms.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects rows up to a limit. */
final class RowCollector<K, V> {

  private final StoreView<K, V> view;
  private final int limit;
  private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
  private boolean truncated;

  RowCollector(StoreView<K, V> view, int limit) {
    this.view = view;
    this.limit = Math.max(1, Math.min(limit, TopologyQueries.MOST_ROWS));
  }

  /** Whether another row fits; asked only when there is one. */
  boolean wantsMore() {
    truncated = truncated || rows.size() >= limit;
    return rows.size() < limit;
  }

  void add(K key, V value) {
    add(view.key().row(key), value);
  }

  /**
   * @param start of its window, in milliseconds
   */
  void add(K key, V value, long start, long end) {
    Map<String, @Nullable Object> row = view.key().row(key);
    row.put(Plan.WINDOW_START, IsoTimestamp.format(start));
    row.put(Plan.WINDOW_END, IsoTimestamp.format(end));
    add(row, value);
  }

  private void add(Map<String, @Nullable Object> row, V value) {
    Map<String, @Nullable Object> columns = view.columns().apply(value);
    if (columns != null) {
      row.putAll(columns);
      rows.add(row);
    }
  }

  Rows rows() {
    return new Rows(rows, truncated);
  }
}
