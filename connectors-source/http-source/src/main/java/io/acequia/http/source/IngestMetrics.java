package io.acequia.http.source;

import io.acequia.commons.metrics.TaskMetrics;
import io.acequia.http.source.queue.Lane;
import io.acequia.http.source.server.HttpIngestServer;

/**
 * What a task and its listener tell about themselves. The listener's figures are the same in all.
 */
final class IngestMetrics {

  private IngestMetrics() {}

  static void register(TaskMetrics metrics, Lane lane, HttpIngestServer server) {
    metrics.gauge("events-accepted", "Events that Kafka acknowledged", lane::accepted);
    metrics.gauge(
        "events-not-written",
        "Events filtered, refused on stopping, or without a known outcome",
        lane::notAccepted);
    metrics.gauge(
        "submissions-in-flight", "Requests waiting for Kafka's acknowledgement", lane::inFlight);
    metrics.gauge("requests", "Requests to the listener", server.stats()::requests);
    metrics.gauge(
        "requests-refused",
        "Requests to the listener answered with an error",
        server.stats()::refusedRequests);
    metrics.gauge("bytes-received", "Bytes of bodies", server.stats()::bytes);
    metrics.gauge("connections", "Open connections", server.stats()::connections);
    metrics.gauge("bytes-held", "Bytes of bodies whose events are not settled", server::heldBytes);
  }
}
