/** JSON text to just the fields that a statement names. */
@NullMarked
package io.acequia.sql.json;

import org.jspecify.annotations.NullMarked;
