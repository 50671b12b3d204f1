/** Metrics of a task, on whichever registry the worker offers. */
@NullMarked
package io.acequia.commons.metrics;

import org.jspecify.annotations.NullMarked;
