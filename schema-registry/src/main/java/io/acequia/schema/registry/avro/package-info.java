/**
 * Avro schemas and values, to and from Connect's and plain ones, as Confluent's converter maps
 * them.
 */
@NullMarked
package io.acequia.schema.registry.avro;

import org.jspecify.annotations.NullMarked;
