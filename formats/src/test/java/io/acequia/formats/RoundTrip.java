package io.acequia.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** Writes records to memory, and reads them from it. */
final class RoundTrip {

  private RoundTrip() {}

  static byte[] write(
      FileFormat format, @Nullable Schema schema, List<?> values, WriterOptions options)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (RecordFileWriter writer = format.writer(bytes, schema, options)) {
      for (Object value : values) {
        writer.write(schema, value);
      }
    }
    return bytes.toByteArray();
  }

  static List<SchemaAndValue> read(FileFormat format, byte[] file, ReaderOptions options)
      throws IOException {
    List<SchemaAndValue> records = new ArrayList<>();
    try (RecordFileReader reader = format.reader(new MemoryFile(file), options)) {
      for (SchemaAndValue record = reader.next(); record != null; record = reader.next()) {
        records.add(record);
        if (reader.record() != records.size()) {
          throw new IllegalStateException("record " + reader.record());
        }
      }
    }
    return records;
  }
}
