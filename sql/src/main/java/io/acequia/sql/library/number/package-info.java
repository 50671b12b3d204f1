/** Functions of numbers. */
@NullMarked
package io.acequia.sql.library.number;

import org.jspecify.annotations.NullMarked;
