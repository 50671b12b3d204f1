/** Statements and expressions over a record: text in, compiled closures out. */
@NullMarked
package io.acequia.sql;

import org.jspecify.annotations.NullMarked;
