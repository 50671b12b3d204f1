package io.acequia.http.source.server;

import io.acequia.http.source.answer.JsonBytes;
import java.time.Duration;
import java.time.Instant;

/**
 * {@code GET /v2/health}, for load balancers and people, without a key. {@code ingestion} is
 * whether events are taken, {@code delivery} whether Kafka acknowledges them; other parts of the
 * pipeline have their own health.
 */
final class Health {

  private static final Duration SLOW = Duration.ofSeconds(10);

  private final Shared shared;

  Health(Shared shared) {
    this.shared = shared;
  }

  void answer(Exchange exchange) {
    boolean open = !shared.lanes().isEmpty();
    boolean roomy = !shared.budget().isHigh();
    boolean flowing = shared.lanes().isFlowing(SLOW, System.nanoTime());
    String ingestion = !open ? "unhealthy" : roomy ? "healthy" : "degraded";
    String delivery = flowing ? "healthy" : "degraded";
    String status = !open ? "unhealthy" : roomy && flowing ? "healthy" : "degraded";
    JsonBytes json = new JsonBytes(0);
    json.ascii("{\"status\":\"").ascii(status);
    json.ascii("\",\"components\":{\"ingestion\":\"").ascii(ingestion);
    json.ascii("\",\"delivery\":\"").ascii(delivery);
    json.ascii("\"},\"timestamp\":\"").ascii(Instant.now().toString()).ascii("\"}");
    exchange.answer(open ? 200 : 503, json);
  }
}
