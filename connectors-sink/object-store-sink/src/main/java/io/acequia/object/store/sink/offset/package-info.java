/** Where a partition goes on: the index of its epochs. */
@NullMarked
package io.acequia.object.store.sink.offset;

import org.jspecify.annotations.NullMarked;
