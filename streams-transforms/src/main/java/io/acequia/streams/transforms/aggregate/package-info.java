/** Aggregates with compact, versioned state. */
@NullMarked
package io.acequia.streams.transforms.aggregate;

import org.jspecify.annotations.NullMarked;
