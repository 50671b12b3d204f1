package io.acequia.formats.parquet;

import io.acequia.formats.BrokenRecordException;
import io.acequia.formats.ReadLimits;
import io.acequia.formats.ReaderOptions;
import io.acequia.formats.RecordFileReader;
import io.acequia.formats.SeekableFile;
import io.acequia.formats.compress.CorruptInputException;
import io.acequia.formats.value.Misfit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Reads a Parquet file by ranges, holding a page of each column. */
public final class ParquetRecordReader implements RecordFileReader {

  private final GuardedFile file;
  private final ReadLimits limits;
  private @Nullable FileMetaData metadata;
  private @Nullable RecordBuilder builder;
  private List<BlockMetaData> groups = List.of();
  private int nextGroup;
  private @Nullable RecordReader<Struct> rows;
  private long rowsLeft;
  private boolean lost;
  private long record;

  public ParquetRecordReader(SeekableFile file, ReaderOptions options) throws IOException {
    this.file = new GuardedFile(file);
    this.limits = options.limits();
  }

  @Override
  public @Nullable SchemaAndValue next() throws IOException {
    if (lost) {
      return null;
    }
    record++;
    try {
      open();
      while (rowsLeft == 0) {
        if (nextGroup == groups.size()) {
          record--;
          return null;
        }
        rows = null;
        rowsLeft = groups.get(nextGroup++).getRowCount();
      }
      rowsLeft--;
      Struct value = rows().read();
      return new SchemaAndValue(value.schema(), value);
    } catch (IOException | RuntimeException e) {
      throw broken(e);
    }
  }

  private RecordReader<Struct> rows() throws IOException {
    RecordReader<Struct> open = rows;
    FileMetaData known = metadata;
    RecordBuilder records = builder;
    if (open == null) {
      if (known == null || records == null) {
        throw new IllegalStateException("not open");
      }
      open =
          new ColumnIOFactory(known.getCreatedBy())
              .getColumnIO(known.getSchema())
              .getRecordReader(
                  new RowGroupPages(file, groups.get(nextGroup - 1), limits.recordBytes()),
                  records);
      rows = open;
    }
    return open;
  }

  private void open() throws IOException {
    if (metadata != null) {
      return;
    }
    ParquetMetadata footer = Footer.of(file);
    MessageType schema = footer.getFileMetaData().getSchema();
    if (schema.getColumns().size() > limits.columns()) {
      throw new Misfit("the schema has more than " + limits.columns() + " columns");
    }
    builder = new RecordBuilder(new ParquetTypes(limits).record(schema));
    groups = footer.getBlocks();
    metadata = footer.getFileMetaData();
  }

  /** What is wrong with the file loses the rest of it; what is wrong with the input passes. */
  private BrokenRecordException broken(Exception e) throws IOException {
    file.throwFailure();
    lost = true;
    Throwable cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e;
    String problem;
    if (cause instanceof CorruptInputException) {
      problem = "the file " + cause.getMessage();
    } else if (cause instanceof Misfit) {
      problem = String.valueOf(cause.getMessage());
    } else {
      problem = "the file is not what Parquet's format says";
    }
    return new BrokenRecordException("record " + record, problem, record, false, e);
  }

  @Override
  public long record() {
    return record;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = 0;
    while (skipped < count) {
      if (rowsLeft == 0 && skipGroup(count - skipped)) {
        long rowCount = groups.get(nextGroup - 1).getRowCount();
        skipped += rowCount;
        record += rowCount;
      } else if (next() == null) {
        break;
      } else {
        skipped++;
      }
    }
    return skipped;
  }

  /** Passes over the next row group, if it is to be skipped as a whole. */
  private boolean skipGroup(long most) throws IOException {
    try {
      open();
    } catch (IOException | RuntimeException e) {
      record++;
      throw broken(e);
    }
    boolean whole = nextGroup < groups.size() && groups.get(nextGroup).getRowCount() <= most;
    if (whole) {
      nextGroup++;
    }
    return whole;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
