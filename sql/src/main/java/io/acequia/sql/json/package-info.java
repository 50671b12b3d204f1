/** JSON read and written, in bounds. */
@NullMarked
package io.acequia.sql.json;

import org.jspecify.annotations.NullMarked;
