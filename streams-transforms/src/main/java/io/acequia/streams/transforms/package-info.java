/** Topologies of Kafka Streams as a connector. */
@NullMarked
package io.acequia.streams.transforms;

import org.jspecify.annotations.NullMarked;
