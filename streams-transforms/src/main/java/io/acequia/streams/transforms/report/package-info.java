/** Summaries of fields. */
@NullMarked
package io.acequia.streams.transforms.report;

import org.jspecify.annotations.NullMarked;
