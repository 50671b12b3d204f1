package io.acequia.http.source.auth;

import io.acequia.http.source.limit.RateLimit;
import io.acequia.http.source.limit.TokenBucket;
import io.acequia.http.source.route.StreamPatterns;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells who a client is by the key that it shows. Thread-safe. */
public final class Clients {

  private static final String BEARER = "Bearer ";

  private record Known(byte[] sha256, Client client) {}

  private final List<Known> known;
  private final @Nullable Client anonymous;

  private Clients(List<Known> known, @Nullable Client anonymous) {
    this.known = known;
    this.anonymous = anonymous;
  }

  static Clients withKeys(List<ApiKey> keys, Optional<RateLimit> rate, long nowNanos) {
    return new Clients(
        keys.stream()
            .map(
                key ->
                    new Known(
                        key.sha256(),
                        new Client(
                            key.id(),
                            key.streams(),
                            bucket(key.rate().isPresent() ? key.rate() : rate, nowNanos))))
            .toList(),
        null);
  }

  /** Everybody is the same client, with one rate limit for all. */
  static Clients anybody(Optional<RateLimit> rate, long nowNanos) {
    return new Clients(
        List.of(),
        new Client("anonymous", new StreamPatterns(List.of("*")), bucket(rate, nowNanos)));
  }

  private static @Nullable TokenBucket bucket(Optional<RateLimit> rate, long nowNanos) {
    return rate.map(limit -> new TokenBucket(limit, nowNanos)).orElse(null);
  }

  /**
   * The client.
   *
   * @param authorization the header of that name
   * @param apiKey the header {@code X-API-Key}
   * @return {@code null} if the key is missing or unknown
   */
  public @Nullable Client find(@Nullable String authorization, @Nullable String apiKey) {
    if (anonymous != null) {
      return anonymous;
    }
    String shown = apiKey;
    if (shown == null
        && authorization != null
        && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      shown = authorization.substring(BEARER.length()).strip();
    }
    return shown == null || shown.isEmpty() ? null : holder(shown);
  }

  /** Compares with every key, so that the time tells nothing about any. */
  private @Nullable Client holder(String shown) {
    byte[] hash = sha256(shown);
    Client found = null;
    for (Known candidate : known) {
      if (MessageDigest.isEqual(candidate.sha256(), hash)) {
        found = candidate.client();
      }
    }
    return found;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
