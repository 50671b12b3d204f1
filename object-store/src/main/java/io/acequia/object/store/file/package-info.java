/** A local folder as an object store. */
@NullMarked
package io.acequia.object.store.file;

import org.jspecify.annotations.NullMarked;
