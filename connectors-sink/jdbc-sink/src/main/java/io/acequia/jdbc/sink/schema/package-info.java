/** Tables as they are and as the records need them. */
@NullMarked
package io.acequia.jdbc.sink.schema;

import org.jspecify.annotations.NullMarked;
