/** Trees of expressions to typed closures: what names mean, and which types go together. */
@NullMarked
package io.acequia.sql.bind;

import org.jspecify.annotations.NullMarked;
