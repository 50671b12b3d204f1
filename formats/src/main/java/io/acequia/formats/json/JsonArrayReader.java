package io.acequia.formats.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.acequia.formats.BrokenRecordException;
import io.acequia.formats.ReadLimits;
import io.acequia.formats.ReaderOptions;
import io.acequia.formats.RecordFileReader;
import io.acequia.formats.compress.CorruptInputException;
import io.acequia.formats.compress.Decompression;
import io.acequia.formats.value.JsonMaps;
import io.acequia.formats.value.Misfit;
import io.acequia.formats.value.TypedRecord;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** Reads the elements of one JSON array, or, where there is none, JSON values one after another. */
public final class JsonArrayReader implements RecordFileReader {

  private final JsonFactory factory;
  private final ReadLimits limits;
  private final BoundedInput input;
  private final JsonMaps maps;
  private final TypedRecord typed;
  private @Nullable JsonParser parser;
  private boolean inArray;
  private boolean begun;
  private boolean ended;
  private long record;

  public JsonArrayReader(InputStream in, ReaderOptions options) {
    this.limits = options.limits();
    this.input =
        new BoundedInput(Decompression.of(in, options.compression()), limits.recordBytes());
    this.factory = JsonMaps.factory(limits);
    this.maps = JsonMaps.ofFile(options);
    this.typed = new TypedRecord(options.schema());
  }

  @Override
  public @Nullable SchemaAndValue next() throws IOException {
    int depth = inArray ? 1 : 0;
    try {
      if (!begin()) {
        return null;
      }
      depth = inArray ? 1 : 0;
      Object value = maps.value(parser());
      return typed.of(value);
    } catch (Misfit misfit) {
      return pass(misfit, depth);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** Made when it is needed, for it reads at once. */
  private JsonParser parser() throws IOException {
    JsonParser open = parser;
    if (open == null) {
      open = factory.createParser(input);
      parser = open;
    }
    return open;
  }

  /** Goes to the first token of the next record. */
  private boolean begin() throws IOException {
    if (ended) {
      return false;
    }
    record++;
    input.begin();
    JsonParser open = parser();
    JsonToken token = open.nextToken();
    if (!begun) {
      begun = true;
      inArray = token == JsonToken.START_ARRAY;
      token = inArray ? open.nextToken() : token;
    }
    if (inArray && token == JsonToken.END_ARRAY) {
      inArray = false;
      token = open.nextToken();
    }
    if (token == null) {
      if (inArray) {
        throw new CorruptInputException("ends in the middle of its array", null);
      }
      ended = true;
      record--;
      return false;
    }
    return true;
  }

  /** Leaves the rest of a record that is JSON, but not one that can be taken. */
  private SchemaAndValue pass(Misfit misfit, int depth) throws IOException {
    try {
      JsonParser open = parser();
      while (open.getParsingContext().getNestingDepth() > depth) {
        if (open.nextToken() == null) {
          break;
        }
      }
    } catch (IOException e) {
      throw lost(e);
    }
    throw new BrokenRecordException("record " + record, misfit.getMessage(), record, true, null);
  }

  /** What is wrong with the file loses the rest of it; what is wrong with the input passes. */
  private IOException lost(IOException e) {
    String problem;
    if (e instanceof StreamConstraintsException) {
      problem = JsonMaps.beyond(limits);
    } else if (e instanceof JsonProcessingException json) {
      JsonLocation where = json.getLocation();
      problem =
          where == null
              ? "is not JSON"
              : "is not JSON at line %d, column %d"
                  .formatted(where.getLineNr(), where.getColumnNr());
    } else if (e instanceof CorruptInputException) {
      problem = "the file " + e.getMessage();
    } else if (e instanceof CharConversionException) {
      problem = "is not UTF-8";
    } else {
      return e;
    }
    ended = true;
    throw new BrokenRecordException("record " + record, problem, record, false, null);
  }

  @Override
  public long record() {
    return record;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = 0;
    try {
      while (skipped < count && begin()) {
        parser().skipChildren();
        skipped++;
      }
    } catch (IOException e) {
      throw lost(e);
    }
    return skipped;
  }

  @Override
  public void close() throws IOException {
    if (parser != null) {
      parser.close();
    }
    input.close();
  }
}
