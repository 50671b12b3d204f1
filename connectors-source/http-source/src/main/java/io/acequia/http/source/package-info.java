/**
 * HTTP ingest: events over HTTP and WebSocket into Kafka, answered once Kafka has acknowledged
 * them.
 */
@NullMarked
package io.acequia.http.source;

import org.jspecify.annotations.NullMarked;
