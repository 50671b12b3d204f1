package io.acequia.formats.parquet;

import io.acequia.formats.RecordFileWriter;
import io.acequia.formats.SchemaFit;
import io.acequia.formats.WriterOptions;
import io.acequia.formats.value.Conversion;
import io.acequia.formats.value.FiniteSchema;
import io.acequia.formats.value.Misfit;
import io.acequia.formats.value.SchemaFits;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Writes a Parquet file, a row group at a time.
 *
 * <p>Parquet's own writer of records cannot be made without Hadoop's configuration and paths; what
 * is below it can.
 */
public final class ParquetRecordWriter implements RecordFileWriter {

  private final Schema schema;
  private final MessageType message;
  private final SchemaFits fits;
  private final Conversion conversion = Conversion.ofValues();
  private final ParquetProperties properties;
  private final PageCodec codec;
  private final int blockBytes;
  private final FileOutput out;
  private final ParquetFileWriter file;
  private @Nullable RowGroup group;
  private boolean begun;
  private long records;

  /**
   * @throws Misfit if Parquet cannot express the schema
   */
  public ParquetRecordWriter(OutputStream out, Schema schema, WriterOptions options)
      throws IOException {
    FiniteSchema.require(schema);
    this.schema = schema;
    this.message = ParquetSchemas.of(schema);
    this.fits = new SchemaFits(schema);
    this.codec = PageCodec.of(options.compression());
    this.blockBytes = options.blockBytes();
    this.properties =
        ParquetProperties.builder()
            .withPageSize(options.pageBytes())
            .withDictionaryPageSize(options.pageBytes())
            .withAllocator(new HeapByteBufferAllocator())
            .withPageWriteChecksumEnabled(true)
            .build();
    this.out = new FileOutput(out);
    this.file =
        new ParquetFileWriter(
            this.out, message, ParquetFileWriter.Mode.CREATE, Long.MAX_VALUE, 0, null, properties);
  }

  @Override
  public SchemaFit fit(@Nullable Schema other) {
    return fits.of(other);
  }

  @Override
  public void write(@Nullable Schema given, @Nullable Object value) throws IOException {
    Struct converted;
    try {
      converted = conversion.record(schema, value);
    } catch (Misfit misfit) {
      throw misfit.toDataException();
    }
    RowGroup open = group;
    if (open == null) {
      open = new RowGroup(schema, message, properties, codec, blockBytes);
      group = open;
    }
    open.add(converted);
    records++;
    if (open.isFull()) {
      endGroup();
    }
  }

  private void endGroup() throws IOException {
    if (!begun) {
      begun = true;
      file.start();
    }
    RowGroup ending = group;
    if (ending != null) {
      group = null;
      ending.writeTo(file);
    }
  }

  @Override
  public long records() {
    return records;
  }

  @Override
  public long bufferedBytes() {
    return group == null ? 0 : group.held();
  }

  @Override
  public long writtenBytes() {
    return out.written();
  }

  @Override
  public void flush() throws IOException {
    if (group != null) {
      endGroup();
    }
  }

  @Override
  public void close() throws IOException {
    try (ParquetFileWriter closing = file) {
      endGroup();
      closing.end(Map.of());
    }
  }
}
