/** Which objects are to be read. */
@NullMarked
package io.acequia.object.store.source.listing;

import org.jspecify.annotations.NullMarked;
