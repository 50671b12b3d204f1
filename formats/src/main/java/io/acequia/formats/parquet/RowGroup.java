package io.acequia.formats.parquet;

import java.io.IOException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/** The records of one row group, column by column in the heap. */
final class RowGroup {

  // Sizing all columns costs about as much as a record; more often than this tells nothing new.
  private static final long SELDOM = 1_000;

  // Dictionaries, encoders of levels and first buffers of a column: measured with 10,000 open
  // files.
  private static final long EMPTY_COLUMN = 20 * 1_024;

  private final ColumnChunkPageWriteStore pages;
  private final ColumnWriteStore columns;
  private final RecordToColumns writer;
  private final long empty;
  private final long limit;
  private long records;
  private long measured;
  private long measuredAt;
  private long nextMeasure = 1;

  /**
   * @param limit in bytes, from which on it is full
   */
  RowGroup(
      Schema schema,
      MessageType message,
      ParquetProperties properties,
      PageCodec codec,
      long limit) {
    this.limit = limit;
    this.empty = EMPTY_COLUMN * message.getColumns().size();
    pages =
        ColumnChunkPageWriteStore.builder()
            .withCompressorProvider(column -> codec)
            .withSchema(message)
            .withAllocator(properties.getAllocator())
            .withColumnIndexTruncateLength(properties.getColumnIndexTruncateLength())
            .withPageWriteChecksumEnabled(properties.getPageWriteChecksumEnabled())
            .build();
    columns = properties.newColumnWriteStore(message, pages, pages);
    writer = new RecordToColumns(schema, message, columns);
  }

  void add(Struct record) {
    writer.record(record);
    records++;
    if (records >= nextMeasure) {
      measured = columns.getBufferedSize();
      measuredAt = records;
      long each = Math.max(1, measured / records);
      nextMeasure = records + Math.min(SELDOM, Math.max(1, (limit - measured) / each / 2));
    }
  }

  boolean isFull() {
    return measured >= limit;
  }

  /** About how much heap it holds, in bytes. */
  long held() {
    return empty + (records == 0 ? 0 : measured + measured / measuredAt * (records - measuredAt));
  }

  void writeTo(ParquetFileWriter file) throws IOException {
    file.startBlock(records);
    columns.flush();
    pages.flushToFileWriter(file);
    file.endBlock();
    columns.close();
    pages.close();
  }
}
