/** The built-in functions. */
@NullMarked
package io.acequia.sql.library;

import org.jspecify.annotations.NullMarked;
