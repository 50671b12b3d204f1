/** Offsets that are kept in the database, for exactly-once delivery. */
@NullMarked
package io.acequia.jdbc.sink.offset;

import org.jspecify.annotations.NullMarked;
