/** Ways to hide what a value says. */
@NullMarked
package io.acequia.smt.mask;

import org.jspecify.annotations.NullMarked;
