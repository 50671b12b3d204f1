package io.acequia.object.store.sink.mapping;

import io.acequia.formats.BrokenRecordException;
import io.acequia.formats.FileFormat;
import io.acequia.formats.ReadLimits;
import io.acequia.formats.ReaderOptions;
import io.acequia.formats.RecordFileReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A record's value as files hold it: Structs and maps as they are; text and bytes are JSON, which is
 * parsed here. Pure.
 */
public final class RecordToValue {
  private static final ReaderOptions JSON =
      ReaderOptions.defaults().withLimits(new ReadLimits(64 << 20, 100, 10_000));

  private RecordToValue() {}

  /**
   * The value with its schema, which may be {@code null}.
   *
   * @throws DataException if it is text or bytes, and not JSON
   */
  public static SchemaAndValue of(SinkRecord record) {
    Object value = record.value();
    if (value instanceof String text) {
      return parse(text.getBytes(StandardCharsets.UTF_8));
    }
    if (value instanceof byte[] bytes) {
      return parse(bytes);
    }
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return parse(bytes);
    }
    return new SchemaAndValue(record.valueSchema(), value);
  }

  private static SchemaAndValue parse(byte[] json) {
    try (RecordFileReader reader =
        FileFormat.JSONL.reader(new ByteArrayInputStream(json), JSON)) {
      SchemaAndValue first = reader.next();
      if (first == null) {
        throw new DataException("the value is empty: it is no JSON");
      }
      if (reader.next() != null) {
        throw new DataException("the value has more than one line: it is no single JSON value");
      }
      return first;
    } catch (BrokenRecordException e) {
      throw new DataException("the value is no JSON: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new DataException("the value cannot be read", e);
    }
  }
}
