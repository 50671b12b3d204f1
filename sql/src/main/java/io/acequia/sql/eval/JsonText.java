package io.acequia.sql.eval;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import io.acequia.sql.type.SqlType;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Nested values as JSON text: bytes as base64, dates and times as ISO 8601 text. */
public final class JsonText {

  private static final int MAX_DEPTH = 200;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private JsonText() {}

  /**
   * @throws DataException if it is nested deeper than 200 levels or holds what JSON has not
   */
  public static String of(@Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      write(generator, value, null);
    } catch (IOException e) {
      throw new DataException("a value cannot be written as JSON", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, @Nullable Object value, @Nullable Schema schema)
      throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Number number) {
      writeNumber(json, number);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Struct struct) {
      json.writeStartObject();
      for (Field field : struct.schema().fields()) {
        json.writeFieldName(field.name());
        write(json, struct.get(field), field.schema());
      }
      json.writeEndObject();
    } else if (value instanceof Map<?, ?> map) {
      Schema values = schema == null ? null : schema.valueSchema();
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(json, entry.getValue(), values);
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      Schema elements = schema == null ? null : schema.valueSchema();
      json.writeStartArray();
      for (Object element : list) {
        write(json, element, elements);
      }
      json.writeEndArray();
    } else if (value instanceof Date date) {
      json.writeString(Texts.of(date, SqlType.of(schemaOf(schema)).kind()));
    } else if (ValueKind.of(value) == SqlType.Kind.BYTES) {
      json.writeBinary(Bytes.of(value));
    } else {
      throw new DataException(ValueKind.name(value) + " has no JSON");
    }
  }

  private static Schema schemaOf(@Nullable Schema schema) {
    return schema == null ? Timestamp.SCHEMA : schema;
  }

  private static void writeNumber(JsonGenerator json, Number number) throws IOException {
    if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      json.writeNumber(number.longValue());
    } else if (number instanceof BigDecimal || number instanceof BigInteger) {
      json.writeNumber(Decimals.of(number));
    } else {
      double value = number.doubleValue();
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        throw new DataException("JSON has no infinite numbers");
      }
      json.writeNumber(Texts.ofNumber(number));
    }
  }
}
