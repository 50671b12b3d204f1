/** Compression of whole files in independent blocks. */
@NullMarked
package io.acequia.formats.compress;

import org.jspecify.annotations.NullMarked;
