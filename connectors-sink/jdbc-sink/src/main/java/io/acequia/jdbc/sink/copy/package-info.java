/** PostgreSQL's binary COPY format: values of Connect to bytes of a column's type. */
@NullMarked
package io.acequia.jdbc.sink.copy;

import org.jspecify.annotations.NullMarked;
