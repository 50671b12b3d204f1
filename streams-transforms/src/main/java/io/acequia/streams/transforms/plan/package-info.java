/** The plan of a topology: JSON to checked records. */
@NullMarked
package io.acequia.streams.transforms.plan;

import org.jspecify.annotations.NullMarked;
