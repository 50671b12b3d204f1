package io.acequia.object.store.s3;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a bucket is and how it is reached.
 *
 * @param dialect whose conditions and versions the server understands
 * @param endpoint {@code null} for Amazon's own of the region
 * @param pathStyle whether the bucket is in the path instead of in the host's name
 * @param login {@code null} for the SDK's default chain: environment, profile, container, instance
 * @param role assumed with that login; {@code null} for none
 */
public record S3Settings(
    Dialect dialect,
    String bucket,
    String region,
    @Nullable URI endpoint,
    boolean pathStyle,
    @Nullable Login login,
    @Nullable Role role,
    Duration connectTimeout,
    Duration socketTimeout) {

  /** What differs between servers. */
  public enum Dialect {
    /** {@code If-None-Match} and {@code If-Match}; versions are entity tags. */
    S3,
    /** {@code x-goog-if-generation-match}; versions are generations. */
    GCS
  }

  /** An access key; its secrets are never printed. */
  public record Login(String id, String secret, @Nullable String token) {
    @Override
    public String toString() {
      return id;
    }
  }

  /**
   * A role of AWS that is assumed.
   *
   * @param endpoint of the token service; {@code null} for Amazon's own of the region
   */
  public record Role(
      String arn, @Nullable String externalId, String session, @Nullable URI endpoint) {}
}
