package io.acequia.smt.hash;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The digest of any single value: of a text's UTF-8, of bytes as they are, of anything else's
 * {@link CanonicalText}. Null stays null. A struct, map or array is refused.
 */
final class ValueHash implements UnaryOperator<@Nullable Object> {

  private final String what;
  private final DateTimeFormatter times;
  private final Digester digester;

  /**
   * @param what for messages: the path or the function
   * @param schema of the values, or null
   */
  ValueHash(String what, @Nullable Schema schema, Digester digester) {
    this.what = what;
    this.times = CanonicalText.times(schema);
    this.digester = digester;
  }

  @Override
  public @Nullable String apply(@Nullable Object value) {
    return value == null ? null : digester.digest(bytes(value));
  }

  private byte[] bytes(Object value) {
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return bytes;
    }
    String text = CanonicalText.of(value, times, what);
    if (text == null) {
      throw refusal(what, value.getClass().getName());
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static DataException refusal(String what, String type) {
    return new DataException(
        "Hash cannot digest '" + what + "', which is a " + type + "; name the fields inside it");
  }
}
