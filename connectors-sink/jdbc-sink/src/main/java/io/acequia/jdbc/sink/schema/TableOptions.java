package io.acequia.jdbc.sink.schema;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this sink may do to tables.
 *
 * @param create whether a missing table is created
 * @param evolve whether missing columns are added and narrow ones widened
 * @param ignoreUnknown whether a field without a column is left out, where it cannot get one;
 *     otherwise its record is reported
 * @param types SQL types of columns by name, for those that are created
 * @param lockTimeout the longest wait for a lock on a table, data definition included
 */
public record TableOptions(
    boolean create,
    boolean evolve,
    boolean ignoreUnknown,
    Map<String, String> types,
    Duration lockTimeout) {
  public TableOptions {
    types = Map.copyOf(types);
  }

  /** Whether a table in this state, {@code null} for a missing one, may get columns. */
  public boolean mayAdd(@Nullable TableModel table) {
    return table == null ? create : evolve;
  }
}
