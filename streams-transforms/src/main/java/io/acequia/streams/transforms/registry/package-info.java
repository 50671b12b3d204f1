/** Topics in Avro with a schema registry. */
@NullMarked
package io.acequia.streams.transforms.registry;

import org.jspecify.annotations.NullMarked;
