package io.acequia.elasticsearch.sink.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** How a request says who sends it. None of these ever prints its secret. */
public sealed interface Credentials {
  /** Nobody asks. */
  record None() implements Credentials {}

  /** A header that is the same with each request. */
  final class Header implements Credentials {
    private final String value;

    private Header(String value) {
      this.value = value;
    }

    String value() {
      return value;
    }
  }

  /** A signature of each request (AWS Signature Version 4). */
  final class Aws implements Credentials {
    private final AwsSigner signer;

    private Aws(AwsSigner signer) {
      this.signer = signer;
    }

    AwsSigner signer() {
      return signer;
    }
  }

  /** User and password (RFC 7617). */
  static Credentials basic(String user, String password) {
    byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
    return new Header("Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /** An API key as Elasticsearch encodes it, or {@code id:key}. */
  static Credentials apiKey(String key) {
    String encoded =
        key.indexOf(':') < 0
            ? key
            : Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    return new Header("ApiKey " + encoded);
  }

  /** A token (RFC 6750). */
  static Credentials bearer(String token) {
    return new Header("Bearer " + token);
  }

  /** Keys of an AWS account. */
  static Credentials aws(
      String region, String service, String accessKeyId, String secret, @Nullable String token) {
    return new Aws(new AwsSigner(region, service, accessKeyId, secret, token));
  }
}
