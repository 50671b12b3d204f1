package io.acequia.formats.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import io.acequia.formats.CsvDialect;
import io.acequia.formats.RecordFileWriter;
import io.acequia.formats.SchemaFit;
import io.acequia.formats.WriterOptions;
import io.acequia.formats.compress.BlockOutput;
import io.acequia.formats.value.Misfit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Writes records as lines of values, whose columns are known when the file begins. */
public final class CsvFileWriter implements RecordFileWriter {

  private static final int LONGEST_KEPT = 64 * 1_024;

  private final BlockOutput out;
  private final CsvDialect dialect;
  private final Columns columns;
  // FastCSV's own buffers take 26 KiB a file, which thousands of open files do not have.
  private final StringWriter text = new StringWriter();
  private final CsvWriter lines;
  private final @Nullable String[] values;
  private boolean inHeader;
  private long records;

  /**
   * @param columns of the file, at least one
   */
  public CsvFileWriter(OutputStream out, Columns columns, WriterOptions options)
      throws IOException {
    this.out = new BlockOutput(out, options.compression(), options.blockBytes());
    this.dialect = options.csv();
    this.columns = columns;
    this.values = new @Nullable String[columns.names().size()];
    this.lines =
        CsvWriter.builder()
            .fieldSeparator(dialect.delimiter())
            .quoteCharacter(dialect.quote())
            .lineDelimiter(LineDelimiter.of(dialect.lineEnd()))
            .quoteStrategy(new NullIsNotQuoted())
            .bufferSize(0)
            .build(text);
    if (dialect.header()) {
      header(columns.names());
    }
  }

  private void header(List<String> names) throws IOException {
    inHeader = true;
    lines.writeRecord(names);
    inHeader = false;
    passOn();
  }

  @Override
  public SchemaFit fit(@Nullable Schema schema) {
    return columns.fit(schema);
  }

  @Override
  public void write(@Nullable Schema schema, @Nullable Object value) throws IOException {
    try {
      columns.fill(values, schema, value);
    } catch (Misfit misfit) {
      throw misfit.toDataException();
    }
    CsvWriter.CsvWriterRecord line = lines.writeRecord();
    for (String cell : values) {
      line.writeField(cell == null ? dialect.nullText() : cell);
    }
    line.endRecord();
    passOn();
    records++;
  }

  private void passOn() throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    text.getBuffer().setLength(0);
    if (text.getBuffer().capacity() > LONGEST_KEPT) {
      text.getBuffer().trimToSize();
    }
  }

  @Override
  public long records() {
    return records;
  }

  @Override
  public long bufferedBytes() {
    return out.buffered() + text.getBuffer().capacity();
  }

  @Override
  public long writtenBytes() {
    return out.written();
  }

  @Override
  public void flush() throws IOException {
    out.flushBlock();
    text.getBuffer().trimToSize();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** Tells values that look like no value from no value. */
  private final class NullIsNotQuoted implements QuoteStrategy {

    @Override
    public boolean quoteEmpty(int line, int index) {
      return quoteValue(line, index, "");
    }

    @Override
    public boolean quoteValue(int line, int index, String value) {
      return !inHeader && values[index] != null && value.equals(dialect.nullText());
    }
  }
}
