/** What a compiled expression is made of: closures over a row, and the arithmetic in them. */
@NullMarked
package io.acequia.sql.eval;

import org.jspecify.annotations.NullMarked;
