package io.acequia.sql.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** A place in a JSON value: {@code $.user.tags[0]['first name']}. Immutable. */
public final class JsonPath {

  private static final int MOST_STEPS = 200;

  /** A key, or null where the step is an index. */
  private final @Nullable String[] keys;

  /** An index, or -1 where the step is a key. */
  private final int[] indexes;

  private JsonPath(List<Object> steps) {
    keys = new @Nullable String[steps.size()];
    indexes = new int[steps.size()];
    for (int i = 0; i < steps.size(); i++) {
      Object step = steps.get(i);
      keys[i] = step instanceof String key ? key : null;
      indexes[i] = step instanceof Integer index ? index : -1;
    }
  }

  /**
   * @throws IllegalArgumentException if the text is no path; the message says why, without the text
   */
  public static JsonPath parse(String text) {
    if (!text.startsWith("$")) {
      throw new IllegalArgumentException("must begin with $");
    }
    List<Object> steps = new ArrayList<>();
    int at = 1;
    while (at < text.length()) {
      char character = text.charAt(at);
      int end;
      if (character == '.') {
        end = endOfName(text, at + 1);
        steps.add(text.substring(at + 1, end));
      } else if (character == '[' && at + 1 < text.length() && isQuote(text.charAt(at + 1))) {
        int quote = text.indexOf(text.charAt(at + 1), at + 2);
        if (quote < 0 || quote + 1 >= text.length() || text.charAt(quote + 1) != ']') {
          throw new IllegalArgumentException("has a quoted key without its end");
        }
        steps.add(text.substring(at + 2, quote));
        end = quote + 2;
      } else if (character == '[') {
        int close = text.indexOf(']', at);
        steps.add(index(close < 0 ? "" : text.substring(at + 1, close)));
        end = close + 1;
      } else {
        throw new IllegalArgumentException("must have . or [ after each step");
      }
      at = end;
    }
    if (steps.size() > MOST_STEPS) {
      throw new IllegalArgumentException("has more than " + MOST_STEPS + " steps");
    }
    return new JsonPath(steps);
  }

  /** The value at this place of a Map, List or Struct; null if there is none. */
  public @Nullable Object in(@Nullable Object root) {
    Object value = root;
    for (int i = 0; i < keys.length && value != null; i++) {
      String key = keys[i];
      if (key == null) {
        value =
            value instanceof List<?> list && indexes[i] < list.size() ? list.get(indexes[i]) : null;
      } else if (value instanceof Map<?, ?> map) {
        value = map.get(key);
      } else if (value instanceof Struct struct) {
        Field field = struct.schema().field(key);
        value = field == null ? null : struct.get(field);
      } else {
        value = null;
      }
    }
    return value;
  }

  int length() {
    return keys.length;
  }

  @Nullable String key(int step) {
    return keys[step];
  }

  int index(int step) {
    return indexes[step];
  }

  private static int endOfName(String text, int begin) {
    int end = begin;
    while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
      end++;
    }
    if (end == begin || text.charAt(begin) == '*') {
      throw new IllegalArgumentException("must have a name after each point; * is not supported");
    }
    return end;
  }

  private static int index(String digits) {
    if (digits.isEmpty()
        || digits.length() > 9
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("must have a number from 0 or a quoted key in each [ ]");
    }
    return Integer.parseInt(digits);
  }

  private static boolean isQuote(char character) {
    return character == '\'' || character == '"';
  }
}
