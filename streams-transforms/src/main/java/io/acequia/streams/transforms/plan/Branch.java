package io.acequia.streams.transforms.plan;

import org.jspecify.annotations.Nullable;

/**
 * Where some results go: the first branch whose condition a result meets takes it.
 *
 * @param where null for the last branch that takes all others
 */
public record Branch(@Nullable String where, Sink sink) {}
