package io.acequia.formats;

/**
 * What a file from outside may ask of the heap.
 *
 * @param recordBytes the longest record, uncompressed: a line, an element of an array; for Avro a
 *     block and for Parquet a page of a column, which have to be held as a whole
 * @param depth of nested values
 * @param columns of a line of CSV, fields of an object or of a file's schema
 */
public record ReadLimits(int recordBytes, int depth, int columns) {

  public ReadLimits {
    if (recordBytes < 1 || depth < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "limits of " + recordBytes + " bytes, depth " + depth + ", " + columns + " columns");
    }
  }

  /** 16 MiB, 100 levels, 10,000 columns. */
  public static ReadLimits defaults() {
    return new ReadLimits(16 << 20, 100, 10_000);
  }
}
