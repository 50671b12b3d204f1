package io.acequia.smt.lookup;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** The rows of a topic as far as it has been read. Written by one thread, read by others. */
final class TopicRows {

  private static final String TEXT_COLUMN = "value";

  private final TopicOptions options;
  private final List<String> keys;
  private final Map<String, ColumnType> types;
  private final int maxRows;
  private final Map<Object, TableRow> rows = new ConcurrentHashMap<>();
  private volatile TableShape shape;

  /**
   * Starts without rows.
   *
   * @param keys the fields of JSON keys that are objects
   * @param types of columns that are not to be inferred
   */
  TopicRows(TopicOptions options, List<String> keys, Map<String, ColumnType> types, int maxRows) {
    this.options = options;
    this.keys = keys;
    this.types = types;
    this.maxRows = maxRows;
    this.shape =
        options.valueFormat() == TopicOptions.Format.TEXT
            ? TableShape.texts(List.of(TEXT_COLUMN), Map.of())
            : TableShape.texts(List.copyOf(types.keySet()), types);
  }

  @Nullable TableRow get(Object key) {
    return rows.get(KeyText.of(key));
  }

  /** Has the columns of all rows that were ever read. */
  TableShape shape() {
    return shape;
  }

  int size() {
    return rows.size();
  }

  /**
   * Takes a record of the topic in.
   *
   * @throws IllegalArgumentException if it is not of the format; without its content
   * @throws ConnectException if there are more rows than allowed
   */
  void apply(byte @Nullable [] keyBytes, byte @Nullable [] value) {
    if (keyBytes == null) {
      throw new IllegalArgumentException("its key is null");
    }
    Object key = key(text(keyBytes, "key"));
    if (value == null) {
      rows.remove(key);
      return;
    }
    Map<String, ? extends @Nullable Object> columns = columns(text(value, "value"));
    TableShape grown = shape.with(columns, types);
    TableRow row = grown.row(columns, types);
    shape = grown;
    rows.put(key, row);
    if (rows.size() > maxRows) {
      throw new ConnectException(
          "topic " + options.topic() + " has more rows than table.max.rows, " + maxRows);
    }
  }

  private Object key(String text) {
    if (options.keyFormat() == TopicOptions.Format.TEXT) {
      return text;
    }
    Object key = parsed(text, "key");
    if (key instanceof Map<?, ?> object) {
      List<Object> parts = new ArrayList<>(keys.size());
      for (String field : keys) {
        parts.add(scalar(object.get(field), "field '" + field + "' of its key"));
      }
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("its key is an object: name its fields in table.key");
      }
      return KeyText.of(parts.size() == 1 ? parts.get(0) : parts);
    }
    return KeyText.of(scalar(key, "its key"));
  }

  private static Object scalar(@Nullable Object value, String what) {
    if (value == null || value instanceof Map || value instanceof List) {
      throw new IllegalArgumentException(what + " is null, an object or an array");
    }
    return value;
  }

  private Map<String, ? extends @Nullable Object> columns(String text) {
    if (options.valueFormat() == TopicOptions.Format.TEXT) {
      return Map.of(TEXT_COLUMN, text);
    }
    if (parsed(text, "value") instanceof Map<?, ?> object) {
      // What the parser makes of an object has texts as keys.
      @SuppressWarnings("unchecked")
      Map<String, @Nullable Object> columns = (Map<String, @Nullable Object>) object;
      return columns;
    }
    throw new IllegalArgumentException("its value is not a JSON object");
  }

  private static @Nullable Object parsed(String text, String what) {
    try {
      return Json.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("its " + what + " " + e.getMessage());
    }
  }

  private static String text(byte[] bytes, String what) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("its " + what + " is not UTF-8");
    }
  }
}
