package io.acequia.bench;

/**
 * What a sender saw.
 *
 * @param rate records acknowledged a second
 * @param p50 milliseconds from request to answer, likewise {@code p95} and {@code p99}
 */
record Latencies(long rate, long p50, long p95, long p99) {}
