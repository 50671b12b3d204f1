/**
 * Aggregates with compact, versioned state. Pure computation: knows neither topologies nor plans.
 */
@NullMarked
package io.acequia.streams.transforms.aggregate;

import org.jspecify.annotations.NullMarked;
