package io.acequia.formats;

import java.util.Locale;

/**
 * How the bytes of a file are compressed. JSON and CSV files are compressed as a whole, and their
 * names say so; Avro and Parquet compress inside of the file.
 */
public enum Compression {
  NONE(""),
  /** RFC 1952; inside of Avro it is called deflate. */
  GZIP(".gz"),
  /** Snappy; whole files in its framing format. */
  SNAPPY(".sz"),
  /** Zstandard, RFC 8878. */
  ZSTD(".zst"),
  /** LZ4; whole files in its frame format, Parquet as LZ4_RAW. Avro does not know it. */
  LZ4(".lz4");

  private final String suffix;

  Compression(String suffix) {
    this.suffix = suffix;
  }

  /** How a file of this name is compressed as a whole; {@link #NONE} if its suffix is another. */
  public static Compression ofFile(String name) {
    for (Compression compression : values()) {
      if (compression != NONE && name.endsWith(compression.suffix)) {
        return compression;
      }
    }
    return NONE;
  }

  /** The name in a configuration, such as {@code zstd}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a compressed file's name ends with, such as {@code .gz}; empty for {@link #NONE}. */
  public String suffix() {
    return suffix;
  }
}
