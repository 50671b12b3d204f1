/** Avro object container files. */
@NullMarked
package io.acequia.formats.avro;

import org.jspecify.annotations.NullMarked;
