/** Holds the suites to their word: each must fail on a plugin that breaks its promise. */
@NullMarked
package io.acequia.testkit;

import org.jspecify.annotations.NullMarked;
