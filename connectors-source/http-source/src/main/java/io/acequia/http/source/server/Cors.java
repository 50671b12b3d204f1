package io.acequia.http.source.server;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of the configured origins send events. Without any, no answer has a header of CORS and
 * browsers keep to themselves.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">The CORS protocol</a>
 */
final class Cors {

  private final Set<String> origins;

  Cors(List<String> origins) {
    this.origins = new HashSet<>(origins);
  }

  /**
   * Whether a request of this origin may do anything. A browser names it; a WebSocket or a form
   * needs no preflight, so that not to answer one would not keep foreign pages out.
   */
  boolean isAllowed(@Nullable String origin) {
    return origin == null || origins.contains("*") || origins.contains(origin);
  }

  /** Adds what the answer needs; true if this was a preflight, which is answered then. */
  boolean handled(Exchange exchange) {
    String origin = exchange.header("Origin");
    if (origins.isEmpty() || origin == null) {
      return false;
    }
    HttpServerResponse response = exchange.request().response();
    response.putHeader("Vary", "Origin");
    boolean preflight =
        exchange.request().method().equals(HttpMethod.OPTIONS)
            && exchange.header("Access-Control-Request-Method") != null;
    if (isAllowed(origin)) {
      response.putHeader("Access-Control-Allow-Origin", origin);
      response.putHeader(
          "Access-Control-Expose-Headers",
          "X-Request-Id, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After");
      if (preflight) {
        response.putHeader("Access-Control-Allow-Methods", "GET, POST");
        response.putHeader(
            "Access-Control-Allow-Headers",
            "Authorization, Content-Type, Idempotency-Key, X-API-Key");
        response.putHeader("Access-Control-Max-Age", "3600");
      }
    }
    if (preflight) {
      exchange.answerEmpty(204);
    }
    return preflight;
  }
}
