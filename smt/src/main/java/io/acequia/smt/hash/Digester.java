package io.acequia.smt.hash;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Bytes to the text of their digest. Not thread-safe: one for each task. */
public final class Digester {

  private final UnaryOperator<byte[]> digest;
  private final HashEncoding encoding;

  private Digester(UnaryOperator<byte[]> digest, HashEncoding encoding) {
    this.digest = digest;
    this.encoding = encoding;
  }

  /**
   * A digest of the salt and the bytes, one after the other.
   *
   * @param algorithm without a secret
   * @param salt empty for none
   */
  public static Digester plain(HashAlgorithm algorithm, byte[] salt, HashEncoding encoding) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm.javaName());
      return new Digester(
          bytes -> {
            digest.update(salt);
            return digest.digest(bytes);
          },
          encoding);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm.javaName(), e);
    }
  }

  /**
   * A keyed digest (RFC 2104) of the salt and the bytes, one after the other.
   *
   * @param algorithm with a secret
   * @param secret not empty
   * @param salt empty for none
   */
  public static Digester keyed(
      HashAlgorithm algorithm, byte[] secret, byte[] salt, HashEncoding encoding) {
    try {
      Mac mac = Mac.getInstance(algorithm.javaName());
      mac.init(new SecretKeySpec(secret, algorithm.javaName()));
      return new Digester(
          bytes -> {
            mac.update(salt);
            return mac.doFinal(bytes);
          },
          encoding);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + algorithm.javaName(), e);
    }
  }

  String digest(byte[] bytes) {
    return encoding.write(digest.apply(bytes));
  }
}
