package io.acequia.http.source.auth;

import io.acequia.http.source.limit.RateLimit;
import io.acequia.http.source.route.StreamPatterns;
import java.util.Optional;

/**
 * A key that a client shows, of which only the SHA-256 is known here. No salt and no slow hash: a
 * key is 128 random bits or more, not a password that somebody could guess, and it is checked at
 * every request.
 *
 * @param id that may be logged
 * @param streams that the key may write to
 * @param rate of its own, instead of the listener's
 */
record ApiKey(String id, byte[] sha256, StreamPatterns streams, Optional<RateLimit> rate) {

  @Override
  public String toString() {
    return "ApiKey[" + id + "]";
  }
}
