package io.acequia.jdbc.sink.write;

import io.acequia.jdbc.sink.copy.CopyBuffer;
import io.acequia.jdbc.sink.schema.TableModel;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Rows of one table in binary COPY format, in the order of their records. The key's fields come
 * first in a row; a delete is a row of nothing but its key.
 */
final class EncodedRows {
  private static final int INITIAL_BYTES = 64 * 1024;

  private final TableModel table;
  private final List<String> columns;
  private final CopyBuffer buffer = new CopyBuffer(INITIAL_BYTES);
  private final BitSet deletes = new BitSet();
  private int[] starts = new int[512];
  private int[] keyEnds = new int[512];
  private int count;

  /**
   * @param columns the columns of every row that is no delete
   */
  EncodedRows(TableModel table, List<String> columns) {
    this.table = table;
    this.columns = columns;
  }

  /** Where the next row is to be appended. */
  CopyBuffer buffer() {
    return buffer;
  }

  /** Completes the row that was appended from {@code start} on. */
  void endRow(int start, int keyEnd, boolean delete) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      keyEnds = Arrays.copyOf(keyEnds, count * 2);
    }
    starts[count] = start;
    keyEnds[count] = keyEnd;
    if (delete) {
      deletes.set(count);
    }
    count++;
  }

  /** The table for whose types the rows are encoded. */
  TableModel table() {
    return table;
  }

  List<String> columns() {
    return columns;
  }

  int count() {
    return count;
  }

  boolean isDelete(int row) {
    return deletes.get(row);
  }

  boolean hasDeletes() {
    return !deletes.isEmpty();
  }

  int start(int row) {
    return starts[row];
  }

  int end(int row) {
    return row + 1 < count ? starts[row + 1] : buffer.size();
  }

  /** The first byte of the row's key: after the number of its fields. */
  int keyStart(int row) {
    return starts[row] + 2;
  }

  int keyEnd(int row) {
    return keyEnds[row];
  }
}
