/** Batches of rows and the thread that writes them. */
@NullMarked
package io.acequia.jdbc.sink.write;

import org.jspecify.annotations.NullMarked;
