/** Moments in Connect's types. */
@NullMarked
package io.acequia.smt.timestamp;

import org.jspecify.annotations.NullMarked;
