/** Files of object stores and folders as records, each object read once. */
@NullMarked
package io.acequia.object.store.source;

import org.jspecify.annotations.NullMarked;
