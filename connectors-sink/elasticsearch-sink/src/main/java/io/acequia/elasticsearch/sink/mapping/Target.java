package io.acequia.elasticsearch.sink.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Where a document goes.
 *
 * @param id {@code null} where the cluster makes one up
 */
public record Target(String index, @Nullable String id, @Nullable String routing) {}
