/** What a function is: the interface that built-in and user-written functions share. */
@NullMarked
package io.acequia.sql.function;

import org.jspecify.annotations.NullMarked;
