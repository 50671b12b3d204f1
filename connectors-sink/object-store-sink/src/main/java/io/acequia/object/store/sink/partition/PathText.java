package io.acequia.object.store.sink.partition;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.errors.DataException;

/**
 * Values as segments of a path: what could end a segment, leave the folder or trouble a reader is
 * written as %XX of its UTF-8, as Hive does, so that different values have different paths.
 */
final class PathText {
  private static final String PLAIN = "-_.~+@,()! ";
  private static final int MAX_BYTES = 256;

  private PathText() {}

  /**
   * Escapes a value.
   *
   * @throws DataException if it is too long for a path
   */
  static String escape(String value, String variable) {
    if (isPlain(value)) {
      return value;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_BYTES) {
      throw new DataException(
          "the value of '${%s}' has %d bytes, a path's at most %d"
              .formatted(variable, bytes.length, MAX_BYTES));
    }
    StringBuilder out = new StringBuilder(bytes.length + 16);
    boolean dots = value.chars().allMatch(c -> c == '.');
    for (byte one : bytes) {
      char c = (char) (one & 0xff);
      if (isPlain(c) && !dots) {
        out.append(c);
      } else {
        out.append('%').append("%02X".formatted((int) c));
      }
    }
    return out.toString();
  }

  private static boolean isPlain(String value) {
    boolean text = !value.isEmpty() && value.length() <= MAX_BYTES / 2;
    boolean onlyDots = true;
    for (int i = 0; text && i < value.length(); i++) {
      text = isPlain(value.charAt(i));
      onlyDots &= value.charAt(i) == '.';
    }
    return text && !onlyDots;
  }

  private static boolean isPlain(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || PLAIN.indexOf(c) >= 0;
  }
}
