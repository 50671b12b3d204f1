/**
 * End-to-end benchmarks on real processes, each beside its peer and its physical limit in the same
 * run.
 */
@NullMarked
package io.acequia.bench;

import org.jspecify.annotations.NullMarked;
