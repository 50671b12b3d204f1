package io.acequia.elasticsearch.sink.mapping;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A single value as text, for ids and names. */
final class FieldText {
  private FieldText() {}

  /**
   * The text, {@code null} for {@code null}.
   *
   * @throws DataException if the value is no single one
   */
  static @Nullable String of(@Nullable Object value) {
    if (value == null || value instanceof String) {
      return (String) value;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Date date) {
      return date.toInstant().toString();
    }
    if (value instanceof byte[] bytes) {
      return utf8(ByteBuffer.wrap(bytes));
    }
    if (value instanceof ByteBuffer buffer) {
      return utf8(buffer.duplicate());
    }
    throw new DataException(
        "a " + value.getClass().getSimpleName() + " cannot be an id or part of a name");
  }

  private static String utf8(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new DataException("bytes that are not UTF-8 cannot be an id or part of a name", e);
    }
  }
}
