/** The types of expressions. */
@NullMarked
package io.acequia.sql.type;

import org.jspecify.annotations.NullMarked;
