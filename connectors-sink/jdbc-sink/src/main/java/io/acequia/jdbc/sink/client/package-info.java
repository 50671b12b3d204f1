/** Connections to PostgreSQL and what its errors mean. */
@NullMarked
package io.acequia.jdbc.sink.client;

import org.jspecify.annotations.NullMarked;
