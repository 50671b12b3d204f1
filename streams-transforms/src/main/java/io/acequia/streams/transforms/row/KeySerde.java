package io.acequia.streams.transforms.row;

import io.acequia.sql.json.JsonReader;
import io.acequia.sql.json.JsonWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Keys as topics outside of the application have them: UTF-8 text, or JSON. What is found by a key
 * is found by these bytes, so that a key of a table and the value that it is looked up by must be
 * written alike. A key that is no text, such as one of Avro or a number's bytes, is an array of
 * bytes, and written as it came.
 */
public enum KeySerde implements Serde<Object> {
  TEXT {
    @Override
    byte[] encode(Object key) {
      return key instanceof byte[] bytes ? bytes : text(key).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    Object decode(byte[] bytes) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      boolean doubtful = text.indexOf(REPLACEMENT) >= 0;
      return doubtful && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)
          ? bytes
          : text;
    }
  },
  JSON {
    @Override
    byte[] encode(Object key) {
      return JsonWriter.write(alone(key), null).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    @Nullable Object decode(byte[] bytes) {
      return JsonReader.DEFAULT.read(bytes);
    }
  };

  /** What stands for bytes that are no UTF-8. */
  private static final char REPLACEMENT = '\ufffd';

  abstract byte[] encode(Object key);

  abstract @Nullable Object decode(byte[] bytes);

  /** The value that a key has after it was written and read. */
  public @Nullable Object canonical(@Nullable Object key) {
    Object alone = alone(key);
    return alone == null || this == JSON ? Plain.of(alone) : text(alone);
  }

  public byte @Nullable [] toBytes(@Nullable Object key) {
    Object alone = alone(key);
    return alone == null ? null : encode(alone);
  }

  /** A list of one value as this value, as a key of one column is written; an empty one as null. */
  private static @Nullable Object alone(@Nullable Object key) {
    if (key instanceof List<?> list && list.size() <= 1) {
      return list.isEmpty() ? null : list.get(0);
    }
    return key;
  }

  static String text(Object key) {
    if (key instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return key instanceof List<?> || key instanceof Map<?, ?>
        ? JsonWriter.write(key, null)
        : String.valueOf(Plain.of(key));
  }

  @Override
  public Serializer<Object> serializer() {
    return (topic, key) -> toBytes(key);
  }

  @Override
  public Deserializer<Object> deserializer() {
    return (topic, bytes) -> bytes == null ? null : decode(bytes);
  }
}
