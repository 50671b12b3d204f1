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
    for (byte one : bytes) {
      char c = (char) (one & 0xff);
      // Nothing hidden, and neither this folder nor the one above.
      boolean leadingDot = c == '.' && out.length() == 0;
      if (isPlain(c) && !leadingDot) {
        out.append(c);
      } else {
        out.append('%').append("%02X".formatted((int) c));
      }
    }
    return out.toString();
  }

  private static boolean isPlain(String value) {
    boolean plain = !value.isEmpty() && value.length() <= MAX_BYTES / 2 && value.charAt(0) != '.';
    for (int i = 0; plain && i < value.length(); i++) {
      plain = isPlain(value.charAt(i));
    }
    return plain;
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || PLAIN.indexOf(c) >= 0;
  }
}
