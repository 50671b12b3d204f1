package io.acequia.elasticsearch.sink.index;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is done to indices before they are written to.
 *
 * @param creates whether a missing one is created
 * @param settings of those that are created, as the cluster's API takes them
 * @param mappings likewise
 * @param bySchema whether the fields of records' schemas are added to the mappings
 */
public record IndexOptions(
    TargetKind kind,
    boolean creates,
    Map<String, @Nullable Object> settings,
    Map<String, @Nullable Object> mappings,
    boolean bySchema) {}
