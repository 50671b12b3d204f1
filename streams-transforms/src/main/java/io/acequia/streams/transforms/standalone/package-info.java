/** Runs a plan without Connect. */
@NullMarked
package io.acequia.streams.transforms.standalone;

import org.jspecify.annotations.NullMarked;
