/**
 * The peer of the Streams benchmark: the same aggregation as a Kafka Streams program that someone
 * has written by hand, hosted by a connector of its own. Uses nothing of ours.
 */
@NullMarked
package io.acequia.bench.handwritten;

import org.jspecify.annotations.NullMarked;
