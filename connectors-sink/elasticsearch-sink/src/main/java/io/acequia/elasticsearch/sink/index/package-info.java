/** Indices, aliases and data streams: created, and given fields by schema. */
@NullMarked
package io.acequia.elasticsearch.sink.index;

import org.jspecify.annotations.NullMarked;
