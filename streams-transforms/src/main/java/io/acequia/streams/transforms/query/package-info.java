/** Reads the state of running topologies, from any plugin of the JVM. */
@NullMarked
package io.acequia.streams.transforms.query;

import org.jspecify.annotations.NullMarked;
