package io.acequia.streams.transforms.combine;

import io.acequia.streams.transforms.aggregate.AggregateSet;

/**
 * Which rows may be taken together.
 *
 * @param aggregates whose partial states the rows of {@code topic} are
 * @param topic the repartition topic
 * @param span the length of the slots of time, in milliseconds, whose rows belong to the same
 *     windows; {@link Long#MAX_VALUE} without windows
 * @param grace how long after its end a window takes rows, in milliseconds
 */
public record Combining(AggregateSet aggregates, String topic, long span, long grace) {}
