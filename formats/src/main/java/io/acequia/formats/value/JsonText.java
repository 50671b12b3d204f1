package io.acequia.formats.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import io.acequia.formats.JsonStyle;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Connect's values as JSON. Maps whose keys are not text become arrays of key and value. Decimals
 * may be texts where their schema says what they are; otherwise they are numbers.
 */
public final class JsonText {

  private static final int DEPTH = 200;
  private static final int MOST_PLACES = 40;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(DEPTH).build())
          .build();

  private final JsonStyle style;

  public JsonText(JsonStyle style) {
    this.style = style;
  }

  /** A generator of UTF-8 that leaves the stream open. */
  public static JsonGenerator generator(OutputStream out) throws IOException {
    return FACTORY
        .createGenerator(out)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)
        .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
  }

  /**
   * The value as text.
   *
   * @throws Misfit naming the field
   */
  public String text(@Nullable Schema schema, @Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json, schema, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Writes one value.
   *
   * @throws Misfit naming the field, if it is of a type that Connect does not know; then part of
   *     the value has been generated
   */
  public void write(JsonGenerator json, @Nullable Schema schema, @Nullable Object value)
      throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof CharSequence text) {
      json.writeString(text.toString());
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Number number) {
      number(json, schema, number);
    } else if (value instanceof Struct struct) {
      struct(json, struct);
    } else if (value instanceof Map<?, ?> map) {
      map(json, schema, map);
    } else if (value instanceof Collection<?> list) {
      list(json, schema, list);
    } else if (value instanceof byte[] bytes) {
      json.writeBinary(bytes);
    } else if (value instanceof ByteBuffer buffer) {
      json.writeBinary(Bytes.of(buffer));
    } else if (value instanceof Date date) {
      time(json, schema == null ? LogicalType.TIMESTAMP : LogicalType.of(schema), date);
    } else {
      throw new Misfit("is a " + value.getClass().getName() + ", which Connect does not know");
    }
  }

  private void number(JsonGenerator json, @Nullable Schema schema, Number number)
      throws IOException {
    if (number instanceof BigDecimal decimal) {
      if (schema == null) {
        json.writeNumber(asWritten(decimal));
      } else if (style.decimalsAsText()) {
        json.writeString(decimal.toPlainString());
      } else {
        json.writeNumber(decimal.toPlainString());
      }
    } else if (number instanceof Double fraction) {
      json.writeNumber(fraction);
    } else if (number instanceof Float fraction) {
      json.writeNumber(fraction);
    } else if (number instanceof BigInteger whole) {
      json.writeNumber(whole);
    } else {
      json.writeNumber(number.longValue());
    }
  }

  /** With an exponent where it was read with one, or would have more zeros than digits. */
  private static String asWritten(BigDecimal number) {
    return number.scale() >= 0 && number.scale() <= MOST_PLACES + number.precision()
        ? number.toPlainString()
        : number.toString();
  }

  private void time(JsonGenerator json, LogicalType type, Date date) throws IOException {
    if (style.timesAsText()) {
      json.writeString(Iso.text(type, date));
    } else {
      json.writeNumber(Iso.number(type, date));
    }
  }

  private void struct(JsonGenerator json, Struct struct) throws IOException {
    enter(json);
    json.writeStartObject();
    for (Field field : struct.schema().fields()) {
      json.writeFieldName(field.name());
      try {
        write(json, field.schema(), struct.get(field));
      } catch (Misfit misfit) {
        throw misfit.in(field.name());
      }
    }
    json.writeEndObject();
  }

  private void map(JsonGenerator json, @Nullable Schema schema, Map<?, ?> map) throws IOException {
    enter(json);
    Schema values = schema == null ? null : schema.valueSchema();
    Schema keys = schema == null ? null : schema.keySchema();
    boolean object = keys == null ? allText(map) : keys.type() == Schema.Type.STRING;
    if (object) {
      json.writeStartObject();
    } else {
      json.writeStartArray();
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (object) {
        json.writeFieldName(String.valueOf(entry.getKey()));
      } else {
        json.writeStartArray();
        write(json, keys, entry.getKey());
      }
      try {
        write(json, values, entry.getValue());
      } catch (Misfit misfit) {
        throw misfit.in(String.valueOf(entry.getKey()));
      }
      if (!object) {
        json.writeEndArray();
      }
    }
    if (object) {
      json.writeEndObject();
    } else {
      json.writeEndArray();
    }
  }

  private static boolean allText(Map<?, ?> map) {
    return map.keySet().stream().allMatch(CharSequence.class::isInstance);
  }

  private void list(JsonGenerator json, @Nullable Schema schema, Collection<?> list)
      throws IOException {
    enter(json);
    Schema elements = schema == null ? null : schema.valueSchema();
    json.writeStartArray();
    int index = 0;
    for (Object element : list) {
      try {
        write(json, elements, element);
      } catch (Misfit misfit) {
        throw misfit.at(index);
      }
      index++;
    }
    json.writeEndArray();
  }

  private static void enter(JsonGenerator json) {
    if (json.getOutputContext().getNestingDepth() >= DEPTH) {
      throw new Misfit("is nested more than " + DEPTH + " levels deep");
    }
  }
}
