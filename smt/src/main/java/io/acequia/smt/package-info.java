/** Single-message transforms: one public class each. */
@NullMarked
package io.acequia.smt;

import org.jspecify.annotations.NullMarked;
