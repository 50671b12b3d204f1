package io.acequia.sql.library.text;

import static io.acequia.sql.function.Parameters.bytes;
import static io.acequia.sql.function.Parameters.text;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bytes as text and back. */
final class EncodingFunctions {

  private EncodingFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("ENCODE", "FROM_BYTES")
        .means("Bytes, or the UTF-8 of a text, written as hex, base64, base64url, utf8 or ascii.")
        .example("ENCODE('water', 'hex')")
        .example("ENCODE('water', 'base64')")
        .takes(bytes("bytes"), ByteEncoding.parameter("encoding"))
        .gives(SqlType.STRING, (bytes, encoding) -> encoding.encode(bytes));
    functions
        .function("DECODE", "TO_BYTES")
        .means("The bytes that a text stands for in hex, base64, base64url, utf8 or ascii.")
        .example("FROM_BYTES(TO_BYTES('d2F0ZXI=', 'base64'), 'utf8')")
        .takes(text("text"), ByteEncoding.parameter("encoding"))
        .gives(SqlType.BYTES, (text, encoding) -> encoding.decode(text));
    functions
        .function("MD5")
        .means(
            "The MD5 of bytes or of a text in UTF-8, in hex; a checksum, not a protection:"
                + " whoever knows the possible values can find the one that was hashed.")
        .example("MD5('water')")
        .takes(bytes("text"))
        .gives(SqlType.STRING, EncodingFunctions::md5);
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
