/** From a plan to a topology of Kafka Streams. */
@NullMarked
package io.acequia.streams.transforms.topology;

import org.jspecify.annotations.NullMarked;
