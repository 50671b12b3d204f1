/** The configuration keys of a store, which source and sink share. */
@NullMarked
package io.acequia.object.store.config;

import org.jspecify.annotations.NullMarked;
