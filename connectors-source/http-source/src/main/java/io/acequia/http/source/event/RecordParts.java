package io.acequia.http.source.event;

import org.jspecify.annotations.Nullable;

/**
 * What a record gets from its event.
 *
 * @param timestampMillis since 1970
 */
public record RecordParts(String topic, @Nullable String key, Object value, long timestampMillis) {}
