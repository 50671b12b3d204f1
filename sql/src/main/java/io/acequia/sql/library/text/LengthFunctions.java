package io.acequia.sql.library.text;

import static io.acequia.sql.function.Parameters.bytes;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.function.Parameter;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import java.nio.ByteBuffer;
import java.util.Set;

/** How long a text is. */
final class LengthFunctions {

  private LengthFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("LENGTH", "LEN", "CHAR_LENGTH", "CHARACTER_LENGTH")
        .means("The number of characters (Unicode code points) of a text, or of bytes.")
        .example("LENGTH('café')")
        .takes(length())
        .gives(SqlType.INTEGER, length -> length);
    functions
        .function("OCTET_LENGTH")
        .means("The number of bytes of a text in UTF-8, or of bytes.")
        .example("OCTET_LENGTH('café')")
        .takes(bytes("text"))
        .gives(SqlType.INTEGER, bytes -> bytes.length);
  }

  /** Of text or bytes, whose length is all that the body needs. */
  private static Parameter<Integer> length() {
    return Parameter.of(
        "text",
        "text or bytes",
        Set.of(Kind.STRING, Kind.BYTES),
        (place, argument) ->
            value -> {
              if (value instanceof String text) {
                return CodePoints.count(text);
              }
              if (value instanceof byte[] bytes) {
                return bytes.length;
              }
              if (value instanceof ByteBuffer buffer) {
                return buffer.remaining();
              }
              throw place.refuses("text or bytes", value);
            });
  }
}
