package io.acequia.formats;

import io.acequia.formats.value.HeapSize;
import io.acequia.formats.value.Misfit;
import io.acequia.formats.value.SchemaInference;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Holds the first records of a file whose schema nobody declared, until they tell it; the first
 * record with a schema tells it at once.
 */
final class SampledFileWriter implements RecordFileWriter {

  /** Begins the file, once its schema is known. */
  interface Opener {

    /**
     * @throws Misfit if the format cannot express the schema
     */
    RecordFileWriter open(Schema schema) throws IOException;
  }

  private final OutputStream out;
  private final Opener opener;
  private final WriterOptions options;
  private final SchemaInference inference;
  private final List<Object> held = new ArrayList<>();
  private long heldBytes;
  private @Nullable RecordFileWriter file;

  /**
   * @param typed whether the file has types, not only names
   */
  SampledFileWriter(OutputStream out, Opener opener, WriterOptions options, boolean typed) {
    this.out = out;
    this.opener = opener;
    this.options = options;
    this.inference = new SchemaInference(typed);
  }

  @Override
  public SchemaFit fit(@Nullable Schema schema) {
    if (file != null) {
      return file.fit(schema);
    }
    return schema == null || held.isEmpty() ? SchemaFit.EXACT : SchemaFit.NONE;
  }

  @Override
  public void write(@Nullable Schema schema, @Nullable Object value) throws IOException {
    if (file != null) {
      file.write(schema, value);
    } else if (schema != null) {
      open(held.isEmpty() ? schema : inferred()).write(schema, value);
    } else {
      hold(value);
    }
  }

  private void hold(@Nullable Object value) throws IOException {
    if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
      throw new DataException("the record is not an object with fields");
    }
    long bytes = HeapSize.of(value);
    try {
      inference.add(value);
    } catch (Misfit misfit) {
      throw misfit.toDataException();
    }
    held.add(value);
    heldBytes += bytes;
    if (held.size() >= options.sampleRecords() || heldBytes >= options.blockBytes()) {
      open(inferred());
    }
  }

  private Schema inferred() {
    return inference.record();
  }

  private RecordFileWriter open(Schema schema) throws IOException {
    RecordFileWriter opened;
    try {
      opened = opener.open(schema);
    } catch (Misfit misfit) {
      throw misfit.toDataException();
    }
    file = opened;
    for (Object value : held) {
      opened.write(null, value);
    }
    held.clear();
    heldBytes = 0;
    return opened;
  }

  @Override
  public long records() {
    return file == null ? held.size() : file.records();
  }

  @Override
  public long bufferedBytes() {
    return file == null ? heldBytes : file.bufferedBytes();
  }

  @Override
  public long writtenBytes() {
    return file == null ? 0 : file.writtenBytes();
  }

  @Override
  public void flush() throws IOException {
    if (file == null && !held.isEmpty()) {
      open(inferred());
    }
    if (file != null) {
      file.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (file == null && held.isEmpty()) {
      out.close();
      return;
    }
    (file == null ? open(inferred()) : file).close();
  }
}
