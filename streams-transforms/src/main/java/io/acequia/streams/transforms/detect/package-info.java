/** Anomalies and thresholds. */
@NullMarked
package io.acequia.streams.transforms.detect;

import org.jspecify.annotations.NullMarked;
