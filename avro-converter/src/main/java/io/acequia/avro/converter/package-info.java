/** The Avro converter for Connect workers. */
@NullMarked
package io.acequia.avro.converter;

import org.jspecify.annotations.NullMarked;
