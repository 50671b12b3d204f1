package io.acequia.formats.parquet;

import io.acequia.formats.compress.CorruptInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/** The columns of one row group; each holds a page and a piece of the file at a time. */
final class RowGroupPages implements PageReadStore {

  // What all columns together hold of the file, and how much is worth a request of its own.
  private static final int ALL_PIECES = 16 << 20;
  private static final int SMALLEST_PIECE = 64 << 10;
  private static final int LARGEST_PIECE = 1 << 20;

  private final GuardedFile file;
  private final Map<ColumnPath, ColumnChunkMetaData> columns = new HashMap<>();
  private final long rows;
  private final int limit;

  RowGroupPages(GuardedFile file, BlockMetaData group, int limit) {
    this.file = file;
    this.rows = group.getRowCount();
    this.limit = limit;
    group.getColumns().forEach(column -> columns.put(column.getPath(), column));
  }

  @Override
  public long getRowCount() {
    return rows;
  }

  @Override
  public PageReader getPageReader(ColumnDescriptor descriptor) {
    ColumnChunkMetaData column = columns.get(ColumnPath.get(descriptor.getPath()));
    try {
      if (column == null) {
        throw new CorruptInputException("has a row group without a column of its schema", null);
      }
      int piece = Math.min(LARGEST_PIECE, Math.max(SMALLEST_PIECE, ALL_PIECES / columns.size()));
      return new ColumnPages(
          new RangeInput(file, column.getStartingPos(), column.getTotalSize(), piece),
          column,
          limit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
