package io.acequia.formats.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.acequia.formats.BrokenRecordException;
import io.acequia.formats.ReaderOptions;
import io.acequia.formats.RecordFileReader;
import io.acequia.formats.compress.CorruptInputException;
import io.acequia.formats.compress.Decompression;
import io.acequia.formats.value.JsonMaps;
import io.acequia.formats.value.Misfit;
import io.acequia.formats.value.TypedRecord;
import java.io.IOException;
import java.io.InputStream;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON value a line. Blank lines are no records. A file that has grown since {@link
 * #next} returned null is read on.
 */
public final class JsonLinesReader implements RecordFileReader {

  private final LineInput lines;
  private final JsonFactory factory;
  private final JsonMaps maps;
  private final TypedRecord typed;
  private final int limit;
  private long line;
  private long record;

  public JsonLinesReader(InputStream in, ReaderOptions options) {
    this.limit = options.limits().recordBytes();
    this.lines = new LineInput(Decompression.of(in, options.compression()), limit);
    this.factory = JsonMaps.factory(options.limits());
    this.maps = JsonMaps.ofFile(options);
    this.typed = new TypedRecord(options.schema());
  }

  @Override
  public @Nullable SchemaAndValue next() throws IOException {
    if (!nextLine()) {
      return null;
    }
    if (lines.isTooLong()) {
      throw broken("is longer than " + limit + " bytes", null);
    }
    try (JsonParser parser = factory.createParser(lines.bytes(), lines.offset(), lines.length())) {
      parser.nextToken();
      Object value = maps.value(parser);
      if (parser.nextToken() != null) {
        throw new Misfit("has something after the end of its JSON");
      }
      return typed.of(value);
    } catch (Misfit misfit) {
      throw broken(misfit.getMessage(), null);
    } catch (JsonProcessingException e) {
      // The parser's message quotes the line.
      throw broken(maps.problem(e), null);
    } catch (java.io.CharConversionException e) {
      throw broken("is not UTF-8", null);
    }
  }

  /** Goes to the next line that is not blank. */
  private boolean nextLine() throws IOException {
    try {
      while (lines.next()) {
        line++;
        if (!lines.isBlank()) {
          record++;
          return true;
        }
      }
      return false;
    } catch (CorruptInputException e) {
      throw new BrokenRecordException(
          "after line " + line, "the file " + e.getMessage(), ++record, false, e);
    }
  }

  private BrokenRecordException broken(String problem, @Nullable Throwable cause) {
    return new BrokenRecordException("line " + line, problem, record, true, cause);
  }

  @Override
  public long record() {
    return record;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = 0;
    while (skipped < count && nextLine()) {
      skipped++;
    }
    return skipped;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
