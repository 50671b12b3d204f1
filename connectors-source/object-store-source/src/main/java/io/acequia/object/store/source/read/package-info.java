/** Objects as records. */
@NullMarked
package io.acequia.object.store.source.read;

import org.jspecify.annotations.NullMarked;
