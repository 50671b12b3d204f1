package io.acequia.elasticsearch.sink.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Values of Connect as JSON (RFC 8259) on one line. Bytes become base64, dates and times ISO 8601
 * texts, which a cluster recognises by itself, decimals exact numbers.
 */
public final class ValueWriter {
  private static final int MAX_DEPTH = 100;

  private ValueWriter() {}

  /**
   * Writes the value.
   *
   * @throws DataException if JSON has no such value
   */
  public static void write(@Nullable Schema schema, @Nullable Object value, OutputStream out) {
    try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
      json.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN.mappedFeature());
      write(schema, value, json, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(
      @Nullable Schema schema, @Nullable Object value, JsonGenerator json, int depth)
      throws IOException {
    if (depth > MAX_DEPTH) {
      throw new DataException("the record is nested deeper than " + MAX_DEPTH + " levels");
    }
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Struct struct) {
      struct(struct, json, depth);
    } else if (value instanceof Map<?, ?> map) {
      map(schema, map, json, depth);
    } else if (value instanceof Collection<?> list) {
      json.writeStartArray();
      Schema element = schema == null ? null : schema.valueSchema();
      for (Object one : list) {
        write(element, one, json, depth + 1);
      }
      json.writeEndArray();
    } else {
      String time = schema == null ? TimeText.of(value) : TimeText.of(schema, value);
      if (time == null) {
        scalar(value, json);
      } else {
        json.writeString(time);
      }
    }
  }

  private static void scalar(Object value, JsonGenerator json) throws IOException {
    if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Long || value instanceof Integer) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Double || value instanceof Float) {
      floating((Number) value, json);
    } else if (value instanceof BigDecimal decimal) {
      json.writeNumber(decimal);
    } else if (value instanceof BigInteger integer) {
      json.writeNumber(integer);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof byte[] bytes) {
      json.writeBinary(bytes);
    } else if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      json.writeBinary(bytes);
    } else {
      throw new DataException("a value of " + value.getClass().getSimpleName() + " has no JSON");
    }
  }

  private static void floating(Number value, JsonGenerator json) throws IOException {
    if (!Double.isFinite(value.doubleValue())) {
      throw new DataException("JSON has neither NaN nor infinities");
    }
    if (value instanceof Float single) {
      json.writeNumber(single.floatValue());
    } else {
      json.writeNumber(value.doubleValue());
    }
  }

  private static void struct(Struct struct, JsonGenerator json, int depth) throws IOException {
    json.writeStartObject();
    for (Field field : struct.schema().fields()) {
      json.writeFieldName(field.name());
      write(field.schema(), struct.get(field), json, depth + 1);
    }
    json.writeEndObject();
  }

  private static void map(@Nullable Schema schema, Map<?, ?> map, JsonGenerator json, int depth)
      throws IOException {
    json.writeStartObject();
    Schema element = schema == null ? null : schema.valueSchema();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object key = entry.getKey();
      if (!(key instanceof String || key instanceof Number || key instanceof Boolean)) {
        throw new DataException("a map has keys that are no texts, which JSON cannot have");
      }
      json.writeFieldName(key.toString());
      write(element, entry.getValue(), json, depth + 1);
    }
    json.writeEndObject();
  }
}
