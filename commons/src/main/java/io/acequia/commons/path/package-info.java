/** Paths to nested fields of a Connect value. */
@NullMarked
package io.acequia.commons.path;

import org.jspecify.annotations.NullMarked;
