/** Takes rows of one group and window together before they go through their repartition topic. */
@NullMarked
package io.acequia.streams.transforms.combine;

import org.jspecify.annotations.NullMarked;
