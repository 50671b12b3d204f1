package io.acequia.sql.library.text;

import io.acequia.sql.function.Parameter;
import io.acequia.sql.type.SqlType.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;

/** A way to write bytes as text. */
enum ByteEncoding {
  HEX,
  BASE64,
  BASE64URL,
  UTF8,
  ASCII;

  /** The name of one, in any case. */
  static Parameter<ByteEncoding> parameter(String name) {
    return Parameter.of(
        name,
        "the name of an encoding",
        Set.of(Kind.STRING),
        (place, argument) ->
            value -> {
              if (!(value instanceof String text)) {
                throw place.refuses("the name of an encoding", value);
              }
              for (ByteEncoding encoding : values()) {
                if (encoding.name().equalsIgnoreCase(text)) {
                  return encoding;
                }
              }
              throw place.invalid("must be hex, base64, base64url, utf8 or ascii");
            });
  }

  /**
   * @throws DataException if these bytes are no text of the encoding
   */
  String encode(byte[] bytes) {
    return switch (this) {
      case HEX -> HexFormat.of().formatHex(bytes);
      case BASE64 -> Base64.getEncoder().encodeToString(bytes);
      case BASE64URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      case UTF8 -> decoded(bytes, StandardCharsets.UTF_8);
      case ASCII -> decoded(bytes, StandardCharsets.US_ASCII);
    };
  }

  /**
   * @throws DataException if the text is not of the encoding
   */
  byte[] decode(String text) {
    try {
      return switch (this) {
        case HEX -> HexFormat.of().parseHex(text);
        case BASE64 -> Base64.getDecoder().decode(text);
        case BASE64URL -> Base64.getUrlDecoder().decode(text);
        case UTF8 -> encoded(text, StandardCharsets.UTF_8);
        case ASCII -> encoded(text, StandardCharsets.US_ASCII);
      };
    } catch (IllegalArgumentException e) {
      // Without the cause, whose message quotes the text.
      throw invalid("text");
    }
  }

  private String decoded(byte[] bytes, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw invalid("bytes");
    }
  }

  private byte[] encoded(String text, Charset charset) {
    try {
      ByteBuffer buffer = charset.newEncoder().encode(java.nio.CharBuffer.wrap(text));
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw invalid("text");
    }
  }

  private DataException invalid(String what) {
    return new DataException(
        "the " + what + " to convert is not " + name().toLowerCase(Locale.ROOT));
  }
}
