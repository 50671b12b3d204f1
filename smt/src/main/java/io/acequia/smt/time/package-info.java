/**
 * Moments in the texts and numbers in which systems write them. Knows nothing of Kafka: {@link
 * TimeFormats} is the way in.
 */
@NullMarked
package io.acequia.smt.time;

import org.jspecify.annotations.NullMarked;
