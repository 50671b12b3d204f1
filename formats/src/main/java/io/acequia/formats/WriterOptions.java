package io.acequia.formats;

/**
 * How a file is written. A format takes from this what concerns it.
 *
 * @param compression one that the format {@linkplain FileFormat#knows knows}
 * @param blockBytes after how many uncompressed bytes a block is passed on: the row group of
 *     Parquet, which is what it holds in the heap; the block of Avro and of compressed JSON and CSV
 *     are at most 256 KiB of it
 * @param pageBytes the size of a page of a Parquet column
 * @param sampleRecords from how many records without schema the schema (Avro, Parquet) or the
 *     header (CSV) is inferred; they are held until then
 */
public record WriterOptions(
    Compression compression,
    int blockBytes,
    int pageBytes,
    int sampleRecords,
    CsvDialect csv,
    JsonStyle json) {

  private static final int MIB = 1 << 20;

  public WriterOptions {
    if (blockBytes < 1_024 || pageBytes < 1_024 || sampleRecords < 1) {
      throw new IllegalArgumentException(
          "blocks of " + blockBytes + ", pages of " + pageBytes + ", samples of " + sampleRecords);
    }
  }

  /** Not compressed, blocks of 16 MiB, pages of 1 MiB, samples of 1,000 records. */
  public static WriterOptions defaults() {
    return new WriterOptions(
        Compression.NONE, 16 * MIB, MIB, 1_000, CsvDialect.RFC_4180, JsonStyle.PLAIN);
  }

  public WriterOptions withCompression(Compression other) {
    return new WriterOptions(other, blockBytes, pageBytes, sampleRecords, csv, json);
  }

  public WriterOptions withBlockBytes(int bytes) {
    return new WriterOptions(
        compression, bytes, Math.min(pageBytes, bytes), sampleRecords, csv, json);
  }

  public WriterOptions withSampleRecords(int records) {
    return new WriterOptions(compression, blockBytes, pageBytes, records, csv, json);
  }

  public WriterOptions withCsv(CsvDialect dialect) {
    return new WriterOptions(compression, blockBytes, pageBytes, sampleRecords, dialect, json);
  }

  public WriterOptions withJson(JsonStyle style) {
    return new WriterOptions(compression, blockBytes, pageBytes, sampleRecords, csv, style);
  }
}
