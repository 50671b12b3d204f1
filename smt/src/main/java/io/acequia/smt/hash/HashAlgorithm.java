package io.acequia.smt.hash;

import io.acequia.commons.config.Validators;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The algorithms on offer; every Java platform has them. */
public enum HashAlgorithm {
  SHA256("SHA-256", false),
  SHA512("SHA-512", false),
  MD5("MD5", false),
  HMAC_SHA256("HmacSHA256", true),
  HMAC_SHA512("HmacSHA512", true);

  private final String javaName;
  private final boolean keyed;

  HashAlgorithm(String javaName, boolean keyed) {
    this.javaName = javaName;
    this.keyed = keyed;
  }

  /** The name in {@link java.security}. */
  String javaName() {
    return javaName;
  }

  /** Whether it needs a secret. */
  public boolean isKeyed() {
    return keyed;
  }

  /** By name, however it is spelled: {@code sha256}, {@code SHA-256}, {@code HmacSHA256}. */
  public static @Nullable HashAlgorithm find(String name) {
    String plain = plain(name);
    for (HashAlgorithm algorithm : values()) {
      if (plain(algorithm.name()).equals(plain)) {
        return algorithm;
      }
    }
    return null;
  }

  /** All names, for messages. */
  public static String names() {
    return Arrays.stream(values()).map(Validators::spell).collect(Collectors.joining(", "));
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }
}
