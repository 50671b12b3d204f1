package io.acequia.smt.mask;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Another digit for every digit, derived from the whole text and a secret by HMAC-SHA256 (RFC
 * 2104); separators and letters stay. One way: digits cannot be had back, and two texts may by
 * chance become one. Not thread-safe.
 */
final class KeyedDigitsMask implements TextMask {

  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  /**
   * @param secret not empty
   */
  KeyedDigitsMask(byte[] secret) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  @Override
  public String apply(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] stream = new byte[0];
    int used = 0;
    int block = 0;
    StringBuilder masked = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int c = text.codePointAt(at);
      if (!Character.isDigit(c)) {
        masked.appendCodePoint(c);
        continue;
      }
      if (used == stream.length) {
        mac.update((byte) block++);
        stream = mac.doFinal(bytes);
        used = 0;
      }
      masked.append((char) ('0' + (stream[used++] & 0xff) % 10));
    }
    return masked.toString();
  }
}
