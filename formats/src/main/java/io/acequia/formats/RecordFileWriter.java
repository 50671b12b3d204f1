package io.acequia.formats;

import java.io.Closeable;
import java.io.IOException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Writes records into one file. Not thread-safe.
 *
 * <p>A writer holds nothing but heap: one that is never closed leaks nothing, and its output is an
 * unfinished file. After an {@link IOException}, which only the output stream can cause, the file
 * is lost.
 */
public interface RecordFileWriter extends Closeable {

  /**
   * How records of this schema fit into this file. Cheap for a schema that was asked for before.
   *
   * @param schema {@code null} for values without one
   */
  SchemaFit fit(@Nullable Schema schema);

  /**
   * Adds one record.
   *
   * @param schema of the value; {@code null} for maps, lists and simple values as a converter
   *     without schemas yields them
   * @throws DataException naming the field, if the record cannot be in this file; then nothing of
   *     it has been written, and the writer goes on with the next
   */
  void write(@Nullable Schema schema, @Nullable Object value) throws IOException;

  /** The records of this file so far. */
  long records();

  /** About how many bytes of heap this writer holds now. */
  long bufferedBytes();

  /** The bytes that went into the output stream so far; what is held is not counted. */
  long writtenBytes();

  /**
   * Passes what is held on to the output stream, so that {@link #bufferedBytes} gets small. Ends a
   * row group (Parquet), a block (Avro) or a block of the compression: seldom is better.
   */
  void flush() throws IOException;

  /**
   * Completes the file: writes what is held and the format's end, and closes the output stream. A
   * file without records is a valid file too, except for Avro and Parquet without a schema, which
   * then stay empty.
   */
  @Override
  void close() throws IOException;
}
