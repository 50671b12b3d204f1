package io.acequia.formats.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.acequia.formats.RecordFileWriter;
import io.acequia.formats.SchemaFit;
import io.acequia.formats.WriterOptions;
import io.acequia.formats.compress.BlockOutput;
import io.acequia.formats.value.JsonText;
import io.acequia.formats.value.Misfit;
import io.acequia.formats.value.Scratch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Writes JSON values, one a line, or as the elements of one array, each on its line too. */
public final class JsonFileWriter implements RecordFileWriter {

  private final BlockOutput out;
  private final JsonText text;
  private final byte[] begin;
  private final byte[] between;
  private final byte[] end;
  private final byte[] endOfEmpty;
  private final Scratch scratch = new Scratch();
  private long records;

  private JsonFileWriter(
      OutputStream out,
      WriterOptions options,
      String begin,
      String between,
      String end,
      String none) {
    this.out = new BlockOutput(out, options.compression(), options.blockBytes());
    this.text = new JsonText(options.json());
    this.begin = begin.getBytes(StandardCharsets.UTF_8);
    this.between = between.getBytes(StandardCharsets.UTF_8);
    this.end = end.getBytes(StandardCharsets.UTF_8);
    this.endOfEmpty = none.getBytes(StandardCharsets.UTF_8);
  }

  /** One value a line, each line ended. */
  public static JsonFileWriter lines(OutputStream out, WriterOptions options) {
    return new JsonFileWriter(out, options, "", "\n", "\n", "");
  }

  /** One array. */
  public static JsonFileWriter array(OutputStream out, WriterOptions options) {
    return new JsonFileWriter(out, options, "[\n", ",\n", "\n]\n", "[]\n");
  }

  /** Each value tells its own fields. */
  @Override
  public SchemaFit fit(@Nullable Schema schema) {
    return SchemaFit.EXACT;
  }

  @Override
  public void write(@Nullable Schema schema, @Nullable Object value) throws IOException {
    scratch.reset();
    scratch.write(records == 0 ? begin : between);
    try {
      JsonGenerator json = JsonText.generator(scratch);
      text.write(json, schema, value);
      json.close();
    } catch (Misfit misfit) {
      throw misfit.toDataException();
    }
    scratch.writeTo(out);
    records++;
  }

  @Override
  public long records() {
    return records;
  }

  @Override
  public long bufferedBytes() {
    return out.buffered() + scratch.held();
  }

  @Override
  public long writtenBytes() {
    return out.written();
  }

  @Override
  public void flush() throws IOException {
    out.flushBlock();
    scratch.shrink();
  }

  @Override
  public void close() throws IOException {
    try (BlockOutput closing = out) {
      closing.write(records == 0 ? endOfEmpty : end);
    }
  }
}
