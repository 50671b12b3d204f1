package io.acequia.jdbc.sink.mapping;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values of a row by the number of their column; one object, used again for every record. */
public final class Row {
  private @Nullable Object[] values = new Object[16];
  private boolean delete;

  void clear(boolean asDelete) {
    Arrays.fill(values, null);
    delete = asDelete;
  }

  void set(int column, @Nullable Object value) {
    if (column < 0) {
      return;
    }
    if (column >= values.length) {
      values = Arrays.copyOf(values, Math.max(column + 1, values.length * 2));
    }
    values[column] = value;
  }

  public @Nullable Object get(int column) {
    return column < values.length ? values[column] : null;
  }

  /** Whether the record deletes the row of its key; only key columns have values then. */
  public boolean isDelete() {
    return delete;
  }
}
