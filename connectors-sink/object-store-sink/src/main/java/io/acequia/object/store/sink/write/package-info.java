/** From records to complete objects. */
@NullMarked
package io.acequia.object.store.sink.write;

import org.jspecify.annotations.NullMarked;
