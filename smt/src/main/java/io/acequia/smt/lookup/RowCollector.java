package io.acequia.smt.lookup;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the rows of a file by their keys. Refused are a row with an empty key, a key that was
 * there before, and more rows than allowed; messages name the line, never a value.
 */
final class RowCollector {

  private final Map<Object, TableRow> rows = new HashMap<>();
  private final int maxRows;

  RowCollector(int maxRows) {
    this.maxRows = maxRows;
  }

  /**
   * @param parts of the key
   * @param line where the row ends
   */
  void add(List<? extends @Nullable Object> parts, TableRow row, long line) throws IOException {
    for (Object part : parts) {
      if (part == null || part.equals("")) {
        throw new IOException("line " + line + ": the key is empty");
      }
      if (part instanceof Map || part instanceof List) {
        throw new IOException("line " + line + ": the key is an object or an array");
      }
    }
    if (rows.put(KeyText.of(parts.size() == 1 ? key(parts) : parts), row) != null) {
      throw new IOException("line " + line + ": the key was there before");
    }
    if (rows.size() > maxRows) {
      throw new IOException("it has more rows than table.max.rows, " + maxRows);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("the transform was closed");
    }
  }

  private static Object key(List<? extends @Nullable Object> parts) {
    return Objects.requireNonNull(parts.get(0));
  }

  Rows rows(TableShape shape, int keySize) {
    return new Rows(shape, keySize, rows);
  }
}
