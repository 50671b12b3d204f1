package io.acequia.http.source.event;

/**
 * How large one event may be.
 *
 * @param eventBytes of JSON, as sent
 * @param depth of nested objects and arrays, the event itself being the first
 * @param batchEvents in one batch
 */
public record EventLimits(int eventBytes, int depth, int batchEvents) {}
