/** The PostgreSQL sink: connector, task and configuration. */
@NullMarked
package io.acequia.jdbc.sink;

import org.jspecify.annotations.NullMarked;
