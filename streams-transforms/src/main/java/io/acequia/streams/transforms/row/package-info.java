/** Rows and keys between the operators of a topology: their binary and their outside form. */
@NullMarked
package io.acequia.streams.transforms.row;

import org.jspecify.annotations.NullMarked;
