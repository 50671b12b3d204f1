/** Which path a record's file has. */
@NullMarked
package io.acequia.object.store.sink.partition;

import org.jspecify.annotations.NullMarked;
