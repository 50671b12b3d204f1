package io.acequia.http.source.answer;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON as UTF-8 bytes, appended piece by piece to one array that is used again and again. */
public final class JsonBytes {

  private static final int SMALLEST = 256;

  private byte[] bytes;
  private int length;

  public JsonBytes(int capacity) {
    this.bytes = new byte[Math.max(SMALLEST, capacity)];
  }

  public int length() {
    return length;
  }

  public void clear() {
    length = 0;
  }

  /** A copy of what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Text of Latin letters, digits and JSON's own signs, as it is. */
  @SuppressWarnings(
      "deprecation") // getBytes(int,..) copies ASCII without an encoder or a garbage array
  public JsonBytes ascii(String text) {
    int n = text.length();
    ensure(n);
    text.getBytes(0, n, bytes, length);
    length += n;
    return this;
  }

  /** A string of JSON with quotes and escapes. */
  public JsonBytes quoted(String text) {
    ascii("\"");
    if (isPlain(text)) {
      ascii(text);
    } else {
      byte[] escaped = JsonStringEncoder.getInstance().quoteAsUTF8(text);
      raw(escaped, 0, escaped.length);
    }
    return ascii("\"");
  }

  public JsonBytes number(long value) {
    return ascii(Long.toString(value));
  }

  /** A number, a boolean, a string or null; anything else as its text. */
  public JsonBytes value(Object value) {
    boolean literal = value instanceof Number || value instanceof Boolean;
    return literal ? ascii(value.toString()) : quoted(value.toString());
  }

  /** Bytes that are JSON already. */
  public JsonBytes raw(byte[] json, int from, int to) {
    ensure(to - from);
    System.arraycopy(json, from, bytes, length, to - from);
    length += to - from;
    return this;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
