/** The object store sink: connector, task and configuration. */
@NullMarked
package io.acequia.object.store.sink;

import org.jspecify.annotations.NullMarked;
