/** Nested records to flat ones. */
@NullMarked
package io.acequia.smt.flatten;

import org.jspecify.annotations.NullMarked;
