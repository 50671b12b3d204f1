/** Runs topologies in a JVM that is somebody else's: one KafkaStreams for each application. */
@NullMarked
package io.acequia.streams.transforms.host;

import org.jspecify.annotations.NullMarked;
