package io.acequia.formats;

import io.acequia.formats.avro.AvroFileReader;
import io.acequia.formats.avro.AvroFileWriter;
import io.acequia.formats.csv.Columns;
import io.acequia.formats.csv.CsvFileReader;
import io.acequia.formats.csv.CsvFileWriter;
import io.acequia.formats.json.JsonArrayReader;
import io.acequia.formats.json.JsonFileWriter;
import io.acequia.formats.json.JsonLinesReader;
import io.acequia.formats.parquet.ParquetRecordReader;
import io.acequia.formats.parquet.ParquetRecordWriter;
import io.acequia.formats.value.Misfit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** A format of files: its names, and how one is opened for writing or reading. */
public enum FileFormat {
  /** One JSON value a line (ndjson). */
  JSONL("application/x-ndjson"),
  /** One JSON array of all records. */
  JSON("application/json"),
  /** Comma-separated values, RFC 4180 and its dialects; nested values are JSON text. */
  CSV("text/csv"),
  /** Avro object container file, version 1.12 of the specification. */
  AVRO("application/avro"),
  /** Apache Parquet. */
  PARQUET("application/vnd.apache.parquet");

  private final String contentType;

  FileFormat(String contentType) {
    this.contentType = contentType;
  }

  /** The name in a configuration, such as {@code jsonl}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format that a file's name tells, as {@link #extension} makes it, or {@code .ndjson}; {@code
   * null} if none.
   */
  public static @Nullable FileFormat ofFile(String name) {
    String suffix = Compression.ofFile(name).suffix();
    String plain = name.substring(0, name.length() - suffix.length());
    for (FileFormat format : values()) {
      if (plain.endsWith("." + format.label())) {
        return format;
      }
    }
    return plain.endsWith(".ndjson") ? JSONL : null;
  }

  /**
   * What a file's name ends with, such as {@code .csv.gz} or {@code .parquet}: Avro and Parquet
   * files are compressed inside, which their names do not say.
   */
  public String extension(Compression compression) {
    return "." + label() + (hasOwnCompression() ? "" : compression.suffix());
  }

  /** The media type of an uncompressed file. */
  public String contentType() {
    return contentType;
  }

  /** Whether files of this format can be compressed so. */
  public boolean knows(Compression compression) {
    return compressions().contains(compression);
  }

  /** What files of this format can be compressed with. */
  public Set<Compression> compressions() {
    return this == AVRO
        ? EnumSet.complementOf(EnumSet.of(Compression.LZ4))
        : EnumSet.allOf(Compression.class);
  }

  /** Whether a reader needs a {@link SeekableFile}, as of Parquet, whose schema is at the end. */
  public boolean seeks() {
    return this == PARQUET;
  }

  private boolean hasOwnCompression() {
    return this == AVRO || this == PARQUET;
  }

  /**
   * Begins a file.
   *
   * @param out closed by the writer
   * @param schema of the file's records. JSON needs none. Without one, CSV infers its header, Avro
   *     and Parquet their schema from the first records (see {@link WriterOptions#sampleRecords}),
   *     or take the schema of the first record that has one
   * @throws org.apache.kafka.connect.errors.DataException naming the field, if the schema cannot be
   *     expressed in this format; then {@code out} is neither written nor closed
   */
  public RecordFileWriter writer(OutputStream out, @Nullable Schema schema, WriterOptions options)
      throws IOException {
    if (!knows(options.compression())) {
      throw new IllegalArgumentException(
          label() + " files cannot be compressed with " + options.compression().label());
    }
    try {
      return switch (this) {
        case JSONL -> JsonFileWriter.lines(out, options);
        case JSON -> JsonFileWriter.array(out, options);
        case CSV ->
            withSchema(out, schema, options, s -> new CsvFileWriter(out, csv(s, options), options));
        case AVRO -> withSchema(out, schema, options, s -> new AvroFileWriter(out, s, options));
        case PARQUET ->
            withSchema(out, schema, options, s -> new ParquetRecordWriter(out, s, options));
      };
    } catch (Misfit misfit) {
      throw misfit.toDataException();
    }
  }

  private static Columns csv(Schema schema, WriterOptions options) {
    return Columns.of(schema, options.json());
  }

  private RecordFileWriter withSchema(
      OutputStream out,
      @Nullable Schema schema,
      WriterOptions options,
      SampledFileWriter.Opener opener)
      throws IOException {
    return schema == null
        ? new SampledFileWriter(out, opener, options, this != CSV)
        : opener.open(schema);
  }

  /**
   * Reads a file from its beginning.
   *
   * @param in closed by the reader
   * @throws IllegalArgumentException if this format {@linkplain #seeks seeks}
   */
  public RecordFileReader reader(InputStream in, ReaderOptions options) throws IOException {
    return switch (this) {
      case JSONL -> new JsonLinesReader(in, options);
      case JSON -> new JsonArrayReader(in, options);
      case CSV -> new CsvFileReader(in, options);
      case AVRO -> new AvroFileReader(in, options);
      case PARQUET -> throw new IllegalArgumentException("Parquet files are read by ranges");
    };
  }

  /**
   * Reads a file in ranges; formats that do not seek read it from its beginning.
   *
   * @param file closed by the reader
   */
  public RecordFileReader reader(SeekableFile file, ReaderOptions options) throws IOException {
    return this == PARQUET
        ? new ParquetRecordReader(file, options)
        : reader(new SeekableStream(file), options);
  }
}
