/** Functions of JSON. */
@NullMarked
package io.acequia.sql.library.json;

import org.jspecify.annotations.NullMarked;
