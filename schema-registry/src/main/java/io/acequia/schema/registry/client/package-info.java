/** A client of registries with Confluent's REST API. */
@NullMarked
package io.acequia.schema.registry.client;

import org.jspecify.annotations.NullMarked;
