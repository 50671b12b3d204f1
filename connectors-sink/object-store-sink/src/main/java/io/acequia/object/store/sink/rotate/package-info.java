/** When files are complete. */
@NullMarked
package io.acequia.object.store.sink.rotate;

import org.jspecify.annotations.NullMarked;
