/** Batches, the requests in flight, and what becomes of each record. */
@NullMarked
package io.acequia.elasticsearch.sink.write;

import org.jspecify.annotations.NullMarked;
