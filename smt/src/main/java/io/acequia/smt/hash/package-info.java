/** One-way digests of any value. */
@NullMarked
package io.acequia.smt.hash;

import org.jspecify.annotations.NullMarked;
