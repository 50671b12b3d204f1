package io.acequia.object.store.sink.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.acequia.formats.ReadLimits;
import io.acequia.formats.value.JsonMaps;
import io.acequia.formats.value.JsonNumbers;
import io.acequia.formats.value.Misfit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A record's value as files hold it: Structs and maps as they are; text and bytes are JSON, which
 * is parsed here, with all digits of its numbers. Pure.
 */
public final class RecordToValue {
  private static final ReadLimits LIMITS = new ReadLimits(64 << 20, 100, 10_000);
  private static final JsonFactory JSON = JsonMaps.factory(LIMITS);
  private static final JsonMaps MAPS = new JsonMaps(LIMITS, JsonNumbers.LOSSLESS);

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
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() == null) {
        throw new DataException("the value is empty, which is no JSON");
      }
      Object value = MAPS.value(parser);
      if (parser.nextToken() != null) {
        throw new DataException("the value has something after the end of its JSON");
      }
      return new SchemaAndValue(null, value);
    } catch (Misfit misfit) {
      throw misfit.toDataException();
    } catch (JsonProcessingException e) {
      // Without a cause: the parser's own message quotes the value.
      throw new DataException("the value " + MAPS.problem(e));
    } catch (IOException e) {
      throw new DataException("the value cannot be read", e);
    }
  }
}
