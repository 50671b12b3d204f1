/** Reads the state of running topologies. */
@NullMarked
package io.acequia.streams.transforms.query;

import org.jspecify.annotations.NullMarked;
