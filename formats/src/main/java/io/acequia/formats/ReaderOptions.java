package io.acequia.formats;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a file is read.
 *
 * @param compression of JSON and CSV files; Avro and Parquet files say it themselves
 * @param schema of the records of JSON and CSV; {@code null} reads maps without schema
 * @param limits what a record may be
 */
public record ReaderOptions(
    Compression compression, @Nullable Schema schema, CsvDialect csv, ReadLimits limits) {

  /** Not compressed, without schema, the default dialect and limits. */
  public static ReaderOptions defaults() {
    return new ReaderOptions(Compression.NONE, null, CsvDialect.RFC_4180, ReadLimits.defaults());
  }

  public ReaderOptions withCompression(Compression other) {
    return new ReaderOptions(other, schema, csv, limits);
  }

  public ReaderOptions withSchema(@Nullable Schema declared) {
    return new ReaderOptions(compression, declared, csv, limits);
  }

  public ReaderOptions withCsv(CsvDialect dialect) {
    return new ReaderOptions(compression, schema, dialect, limits);
  }

  public ReaderOptions withLimits(ReadLimits other) {
    return new ReaderOptions(compression, schema, csv, other);
  }
}
