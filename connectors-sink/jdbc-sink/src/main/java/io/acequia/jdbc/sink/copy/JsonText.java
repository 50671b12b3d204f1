package io.acequia.jdbc.sink.copy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of Connect as JSON text (RFC 8259) for {@code jsonb}, {@code json} and text
 * columns. Bytes become base64, dates and times ISO 8601, decimals numbers.
 */
final class JsonText {
  private static final int MAX_DEPTH = 500;
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  static void write(Object value, CopyBuffer out) {
    write(value, out, 0);
  }

  private static void write(@Nullable Object value, CopyBuffer out, int depth) {
    if (depth > MAX_DEPTH) {
      throw new ValueMismatch("it is nested deeper than " + MAX_DEPTH + " levels");
    }
    if (value == null) {
      out.putAscii("null");
    } else if (value instanceof String text) {
      quoted(text, out);
    } else if (value instanceof Double || value instanceof Float) {
      if (!Double.isFinite(((Number) value).doubleValue())) {
        throw new ValueMismatch("JSON has neither NaN nor infinities");
      }
      out.putAscii(value.toString());
    } else if (value instanceof Number || value instanceof Boolean) {
      out.putAscii(value instanceof BigDecimal decimal ? plain(decimal) : value.toString());
    } else if (value instanceof Map<?, ?> map) {
      map(map, out, depth);
    } else if (value instanceof Struct struct) {
      struct(struct, out, depth);
    } else if (value instanceof Collection<?> list) {
      list(list, out, depth);
    } else if (value instanceof RawJson raw) {
      out.putUtf8(raw.text());
    } else {
      other(value, out);
    }
  }

  /** Plain digits as long as they are not absurdly many. */
  private static String plain(BigDecimal decimal) {
    return Math.abs((long) decimal.scale()) > 10_000 ? decimal.toString() : decimal.toPlainString();
  }

  private static void other(Object value, CopyBuffer out) {
    if (value instanceof byte[] bytes) {
      quoted(Base64.getEncoder().encodeToString(bytes), out);
    } else if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      quoted(Base64.getEncoder().encodeToString(bytes), out);
    } else if (value instanceof Date date) {
      quoted(Instant.ofEpochMilli(date.getTime()).toString(), out);
    } else if (value instanceof java.time.temporal.Temporal || value instanceof java.util.UUID) {
      quoted(value.toString(), out);
    } else {
      throw ValueMismatch.of(value);
    }
  }

  private static void map(Map<?, ?> map, CopyBuffer out, int depth) {
    char separator = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.putByte(separator);
      quoted(String.valueOf(entry.getKey()), out);
      out.putByte(':');
      write(entry.getValue(), out, depth + 1);
      separator = ',';
    }
    if (separator == '{') {
      out.putByte('{');
    }
    out.putByte('}');
  }

  private static void struct(Struct struct, CopyBuffer out, int depth) {
    char separator = '{';
    for (Field field : struct.schema().fields()) {
      out.putByte(separator);
      quoted(field.name(), out);
      out.putByte(':');
      write(struct.get(field), out, depth + 1);
      separator = ',';
    }
    if (separator == '{') {
      out.putByte('{');
    }
    out.putByte('}');
  }

  private static void list(Collection<?> list, CopyBuffer out, int depth) {
    char separator = '[';
    for (Object element : list) {
      out.putByte(separator);
      write(element, out, depth + 1);
      separator = ',';
    }
    if (separator == '[') {
      out.putByte('[');
    }
    out.putByte(']');
  }

  private static void quoted(String text, CopyBuffer out) {
    out.putByte('"');
    int plainFrom = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\') {
        continue;
      }
      out.putUtf8(text.substring(plainFrom, i));
      plainFrom = i + 1;
      escaped(c, out);
    }
    out.putUtf8(plainFrom == 0 ? text : text.substring(plainFrom));
    out.putByte('"');
  }

  private static void escaped(char c, CopyBuffer out) {
    out.putByte('\\');
    switch (c) {
      case '"', '\\' -> out.putByte(c);
      case '\n' -> out.putByte('n');
      case '\r' -> out.putByte('r');
      case '\t' -> out.putByte('t');
      case 0 -> throw new ValueMismatch("it contains the character NUL, which jsonb cannot store");
      default -> {
        out.putAscii("u00");
        out.putByte(HEX.charAt(c >> 4));
        out.putByte(HEX.charAt(c & 0xF));
      }
    }
  }
}
