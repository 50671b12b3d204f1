/** The binary form of state: compact, bounded, and readable by later releases. */
@NullMarked
package io.acequia.streams.transforms.state;

import org.jspecify.annotations.NullMarked;
