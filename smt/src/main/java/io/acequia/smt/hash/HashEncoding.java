package io.acequia.smt.hash;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How a digest is written. */
public enum HashEncoding {
  /** Lower-case hexadecimal. */
  HEX {
    @Override
    String write(byte[] digest) {
      byte[] text = new byte[digest.length * 2];
      for (int i = 0; i < digest.length; i++) {
        text[2 * i] = DIGITS[(digest[i] >> 4) & 0xf];
        text[2 * i + 1] = DIGITS[digest[i] & 0xf];
      }
      return new String(text, StandardCharsets.ISO_8859_1);
    }
  },
  /** Base64 with padding (RFC 4648, section 4). */
  BASE64 {
    @Override
    String write(byte[] digest) {
      return Base64.getEncoder().encodeToString(digest);
    }
  };

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  abstract String write(byte[] digest);
}
