package io.acequia.object.store.sink.write;

import io.acequia.formats.RecordFileWriter;
import io.acequia.formats.SchemaFit;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** A file that is being written, and the heap that it takes. */
final class OpenFile {
  // How much may be added before the writer is asked again what it holds.
  private static final long UNMEASURED = 32_768;

  private final FileUpload upload;
  private final PartStream stream;
  private final RecordFileWriter writer;
  private final long overhead;
  private long measured;
  private long since;
  private long size;

  /**
   * @param overhead the heap that a file takes apart from what its writer says, in bytes
   */
  OpenFile(FileUpload upload, PartStream stream, RecordFileWriter writer, long overhead) {
    this.upload = upload;
    this.stream = stream;
    this.writer = writer;
    this.overhead = overhead;
    measure();
  }

  /** Whether records of this schema lose nothing in this file. */
  boolean takes(@Nullable Schema schema) {
    SchemaFit fit = writer.fit(schema);
    return fit == SchemaFit.EXACT || fit == SchemaFit.COMPATIBLE;
  }

  /**
   * Adds a record.
   *
   * @param estimate of the bytes that it takes
   * @throws org.apache.kafka.connect.errors.DataException if the record is at fault, and not in the
   *     file
   */
  void write(@Nullable Schema schema, @Nullable Object value, long estimate) throws IOException {
    writer.write(schema, value);
    since += estimate;
    if (since >= UNMEASURED) {
      measure();
    }
  }

  private void measure() {
    measured = overhead + writer.bufferedBytes() + stream.held();
    since = 0;
    size = writer.writtenBytes() + writer.bufferedBytes();
  }

  /** About the heap that this file holds. */
  long held() {
    return measured + since;
  }

  /** About the file's size when it was measured last: the same for the same records. */
  long bytes() {
    return size;
  }

  long records() {
    return writer.records();
  }

  /** Uploads what is enough for a part, although it is no full one. */
  void relieve(int minPartBytes) {
    if (stream.size() >= minPartBytes) {
      stream.cut();
      measure();
    }
  }

  FileUpload upload() {
    return upload;
  }

  /** Ends the file; what is left of it becomes its last part. */
  void finish() throws IOException {
    writer.close();
    ByteBuffer rest = stream.take();
    upload.last(rest);
    measured = 0;
    since = 0;
  }
}
