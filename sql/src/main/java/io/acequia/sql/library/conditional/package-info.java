/** Functions that choose between values. */
@NullMarked
package io.acequia.sql.library.conditional;

import org.jspecify.annotations.NullMarked;
