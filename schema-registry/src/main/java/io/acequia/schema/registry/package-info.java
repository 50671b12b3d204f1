/** The Avro converter for Connect workers. */
@NullMarked
package io.acequia.schema.registry;

import org.jspecify.annotations.NullMarked;
