/** From a record to the values of a row: pure, without a database. */
@NullMarked
package io.acequia.jdbc.sink.mapping;

import org.jspecify.annotations.NullMarked;
