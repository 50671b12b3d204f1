/** Comma-separated values. */
@NullMarked
package io.acequia.formats.csv;

import org.jspecify.annotations.NullMarked;
