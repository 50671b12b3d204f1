package io.acequia.sql.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.acequia.sql.time.IsoTimestamp;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Writes Connect's values as JSON: structs and maps as objects, dates and times in ISO 8601, bytes
 * in base64, decimals as numbers with all their digits, and numbers that are none as text.
 */
public final class JsonWriter {

  private static final int MAX_DEPTH = 200;
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonWriter() {}

  /**
   * @param schema of the value, which tells dates and times from timestamps; null if it has none
   * @throws DataException if it is nested more than 200 deep, or not of Connect's classes
   */
  public static String write(@Nullable Object value, @Nullable Schema schema) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json, value, schema, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(
      JsonGenerator json, @Nullable Object value, @Nullable Schema schema, int depth)
      throws IOException {
    if (depth > MAX_DEPTH) {
      throw new DataException("the value is nested more than " + MAX_DEPTH + " deep");
    }
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Number number) {
      number(json, number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Struct struct) {
      struct(json, struct, depth);
    } else if (value instanceof Map<?, ?> map) {
      map(json, map, schema == null ? null : schema.valueSchema(), depth);
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(json, element, schema == null ? null : schema.valueSchema(), depth + 1);
      }
      json.writeEndArray();
    } else if (value instanceof Date date) {
      json.writeString(date(date, schema));
    } else if (value instanceof byte[] bytes) {
      json.writeBinary(bytes);
    } else if (value instanceof ByteBuffer buffer) {
      json.writeBinary(JsonReader.bytesOf(buffer));
    } else {
      throw new DataException("cannot write a " + value.getClass().getName() + " as JSON");
    }
  }

  private static void struct(JsonGenerator json, Struct struct, int depth) throws IOException {
    json.writeStartObject();
    for (Field field : struct.schema().fields()) {
      json.writeFieldName(field.name());
      write(json, struct.get(field), field.schema(), depth + 1);
    }
    json.writeEndObject();
  }

  private static void map(JsonGenerator json, Map<?, ?> map, @Nullable Schema values, int depth)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.writeFieldName(String.valueOf(entry.getKey()));
      write(json, entry.getValue(), values, depth + 1);
    }
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, Number number) throws IOException {
    if (number instanceof Long || number instanceof Integer) {
      json.writeNumber(number.longValue());
    } else if (number instanceof Double fraction) {
      json.writeNumber(fraction);
    } else if (number instanceof Float fraction) {
      json.writeNumber(fraction);
    } else if (number instanceof BigDecimal decimal) {
      json.writeNumber(decimal);
    } else if (number instanceof BigInteger integer) {
      json.writeNumber(integer);
    } else {
      json.writeNumber(number.longValue());
    }
  }

  static String date(Date date, @Nullable Schema schema) {
    String name = schema == null ? null : schema.name();
    if (org.apache.kafka.connect.data.Date.LOGICAL_NAME.equals(name)) {
      return IsoTimestamp.formatDate(date.getTime());
    }
    return Time.LOGICAL_NAME.equals(name)
        ? IsoTimestamp.formatTime(date.getTime())
        : IsoTimestamp.format(date.getTime());
  }
}
