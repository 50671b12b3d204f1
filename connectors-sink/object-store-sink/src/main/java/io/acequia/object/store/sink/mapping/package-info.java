/** From a record to what a file holds of it. */
@NullMarked
package io.acequia.object.store.sink.mapping;

import org.jspecify.annotations.NullMarked;
