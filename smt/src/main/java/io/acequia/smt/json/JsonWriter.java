package io.acequia.smt.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
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
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Writes any value that Connect knows as JSON: structs and maps as objects, decimals as numbers,
 * times as ISO 8601 in UTC, bytes in Base64. Not a number and the infinities, which JSON lacks, are
 * texts.
 */
public final class JsonWriter {

  /** Deeper values are refused: writing is recursive. */
  private static final int DEEPEST = 1_000;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(DEEPEST + 1).build())
          .build();

  private JsonWriter() {}

  /**
   * The value as JSON in one line.
   *
   * @param where it was found, for messages
   * @throws DataException if something in it is not of a type of Connect's, or too deep
   */
  public static String write(@Nullable Object value, String where) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json, value, where, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("a string refused to be written", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, @Nullable Object value, String where, int depth)
      throws IOException {
    if (depth > DEEPEST) {
      throw new DataException("'" + where + "' is deeper than " + DEEPEST + " levels");
    }
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Number number) {
      writeNumber(json, number);
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Struct struct) {
      writeStruct(json, struct, where, depth);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(json, map, where, depth);
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(json, element, where, depth + 1);
      }
      json.writeEndArray();
    } else if (value instanceof Date date) {
      json.writeString(date.toInstant().toString());
    } else if (value instanceof byte[] bytes) {
      json.writeBinary(bytes);
    } else if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      json.writeBinary(bytes);
    } else {
      throw new DataException(
          "'" + where + "' has a " + value.getClass().getName() + ", which JSON cannot hold");
    }
  }

  private static void writeNumber(JsonGenerator json, Number number) throws IOException {
    if (number instanceof Double || number instanceof Float) {
      json.writeNumber(number.doubleValue());
    } else if (number instanceof BigDecimal decimal) {
      json.writeNumber(decimal);
    } else if (number instanceof BigInteger integer) {
      json.writeNumber(integer);
    } else {
      json.writeNumber(number.longValue());
    }
  }

  private static void writeStruct(JsonGenerator json, Struct struct, String where, int depth)
      throws IOException {
    json.writeStartObject();
    for (Field field : struct.schema().fields()) {
      json.writeFieldName(field.name());
      write(json, struct.get(field), where, depth + 1);
    }
    json.writeEndObject();
  }

  private static void writeMap(JsonGenerator json, Map<?, ?> map, String where, int depth)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.writeFieldName(String.valueOf(entry.getKey()));
      write(json, entry.getValue(), where, depth + 1);
    }
    json.writeEndObject();
  }
}
